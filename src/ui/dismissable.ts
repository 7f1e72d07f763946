/** Closes an open `<details>` menu on Escape, on a press outside it, and when a link in it is followed. */
export function dismissable(menu: HTMLDetailsElement): () => void {
	const outside = (event: Event) => {
		const target = event.target as Element;
		if (!menu.contains(target) || target.closest('a')) menu.open = false;
	};
	const close = (event: KeyboardEvent) => {
		if (event.key !== 'Escape' || !menu.open) return;
		menu.open = false;
		menu.querySelector('summary')?.focus();
	};
	document.addEventListener('click', outside);
	menu.addEventListener('keydown', close);
	return () => {
		document.removeEventListener('click', outside);
		menu.removeEventListener('keydown', close);
	};
}
