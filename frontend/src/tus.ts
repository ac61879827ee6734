/** The client of the tus protocol, fetched when the first file is chosen: a chunk of its own. */
export { Upload } from "tus-js-client";
