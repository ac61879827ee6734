export const STEP = 0.00005; // about five metres

/** The way of each arrow key, in longitude and latitude. */
export const ARROWS: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
