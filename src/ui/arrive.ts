/** Brings what has just appeared above a form to the top of the window, and to whoever listens; for `{@attach}`. */
export function arrive(box: HTMLElement): void {
	box.scrollIntoView({ block: 'start' });
	box.focus({ preventScroll: true });
}
