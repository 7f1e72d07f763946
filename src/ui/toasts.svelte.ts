export interface Toast {
	id: number;
	text: string;
	tone: 'success' | 'danger' | 'info';
	undo?: () => void | Promise<void>;
}

/** What is on show, oldest first. Lives in the browser only. */
let shown = $state.raw<readonly Toast[]>([]);
let last = 0;

export const shownToasts = (): readonly Toast[] => shown;

/** Says briefly what happened. `undo` adds a button; the page must offer the way back elsewhere too. */
export function toast(text: string, options: { tone?: Toast['tone']; undo?: Toast['undo'] } = {}): number {
	last += 1;
	// More than three cover the page of a phone.
	shown = [...shown.slice(-2), { id: last, text, tone: options.tone ?? 'success', undo: options.undo }];
	return last;
}

export function dismissToast(id: number): void {
	shown = shown.filter((toast) => toast.id !== id);
}
