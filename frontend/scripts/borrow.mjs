import { readFileSync } from "node:fs";

const NAMES = new URL("../tabler.txt", import.meta.url);
const CLASS = /\.(-?[_a-zA-Z][\w-]*)/g;
const PROPERTY = /var\((--[\w-]+)/g;

const drop = (node) => {
  const { parent } = node;
  node.remove();
  if (parent.nodes.length === 0 && parent.type !== "root") drop(parent);
};

const dropUnnamed = (layer, names) => {
  const isNamed = (selector) => [...selector.replace(/:not\([^)]*\)/g, "").matchAll(CLASS)].every(([, name]) => names.has(name));
  layer.walkRules((rule) => {
    if (rule.parent.name === "keyframes") return;
    const kept = rule.selectors.filter(isNamed);
    if (kept.length === 0) drop(rule);
    else if (kept.length < rule.selectors.length) rule.selectors = kept;
  });
};

// A property that only a dropped one reads is dropped in the next round.
const dropUnread = (root, layer) => {
  const read = new Set(), unread = [];
  root.walkDecls((decl) => [...decl.value.matchAll(PROPERTY)].forEach(([, name]) => read.add(name)));
  layer.walkDecls(/^--/, (decl) => { if (!read.has(decl.prop)) unread.push(decl); });
  unread.forEach(drop);
  return unread.length > 0;
};

// Of Tabler, which has something for every page in the world, keeps the classes that pages borrow: those in tabler.txt.
export const borrow = () => ({
  postcssPlugin: "borrow",
  OnceExit(root) {
    const names = new Set(readFileSync(NAMES, "utf8").split("\n").filter(Boolean));
    root.walkAtRules("layer", (layer) => {
      if (layer.params !== "tabler" || !layer.nodes) return;
      dropUnnamed(layer, names);
      while (dropUnread(root, layer));
    });
  },
});
