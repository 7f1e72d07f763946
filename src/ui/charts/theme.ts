/** The colours of `styles/tokens.css` once more: a picture and a report know no style sheet. */
export const INK = '#1e1c19';
export const INK_SOFT = '#5b554c';
export const LINE = '#e2dacc';
export const LINE_STRONG = '#857c6e';
export const SURFACE = '#ffffff';
export const SUNKEN = '#f2ede4';
export const INDIGO = '#1a3d7c';
export const INDIGO_LIGHT = '#8ea9d6';
export const GOLD = '#e3ab3c';
export const GOLD_SOFT = '#fbf0d6';
/** Letters on soft gold. */
export const WAITING = '#74500a';
/** What goes below nothing: more taken back on a day than came in. */
export const LACQUER = '#a3221d';

/** From few to many; each differs from its neighbour for every kind of colour sight, and in grey on paper. */
export const CLASSES = ['#e3ebf7', '#b9cbe8', '#86a5d4', '#4b73b3', '#1a3d7c'] as const;
