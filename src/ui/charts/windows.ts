/** Each chart is drawn for windows of these widths; the wider one begins where the narrower ends. */
export const WINDOWS = ['narrow', 'middle', 'wide'] as const;
export type Window = (typeof WINDOWS)[number];
