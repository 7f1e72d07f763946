export interface Toast {
	id: number;
	text: string;
	tone: 'success' | 'danger' | 'info';
	undo?: () => void | Promise<void>;
}

/** What is on show, oldest first. Lives in the browser only. */
export const toasts = $state<Toast[]>([]);
let last = 0;

/** Says briefly what happened. `undo` adds a button; the page must offer the way back elsewhere too. */
export function toast(text: string, options: { tone?: Toast['tone']; undo?: Toast['undo'] } = {}): number {
	toasts.push({ id: ++last, text, tone: options.tone ?? 'success', undo: options.undo });
	// More than three cover the page of a phone.
	if (toasts.length > 3) toasts.shift();
	return last;
}

export function dismissToast(id: number): void {
	const place = toasts.findIndex((toast) => toast.id === id);
	if (place >= 0) toasts.splice(place, 1);
}
