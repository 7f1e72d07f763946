/*
 * The script of the sign-up page, which ships no other. While somebody types the name of their unit it asks the page's
 * own form for the units found, as the button beside does, and brings in the choices as the server writes them.
 */

const PAUSE_MS = 250;

const input = document.querySelector<HTMLInputElement>('input[name=unit_query]');
const find = document.querySelector<HTMLButtonElement>('button[name=find]');
const place = document.querySelector<HTMLElement>('[data-choices]');
if (input && find && place) follow(input, find.formAction, place);

function follow(typed: HTMLInputElement, address: string, choices: HTMLElement): void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let asking: AbortController | undefined;

	async function ask(): Promise<void> {
		asking?.abort();
		asking = new AbortController();
		// Nothing else of the form is sent: least of all the password.
		const body = new URLSearchParams({ find: 'unit', unit_query: typed.value });
		const headers = { accept: 'text/html' };
		const response = await fetch(address, { method: 'POST', body, headers, signal: asking.signal });
		const page = new DOMParser().parseFromString(await response.text(), 'text/html');
		const found = page.querySelector('[data-choices]');
		if (response.ok && found) choices.replaceChildren(...found.childNodes);
	}

	typed.addEventListener('input', () => {
		clearTimeout(timer);
		// A failed search leaves the button, which says what went wrong.
		timer = setTimeout(() => void ask().catch(() => {}), PAUSE_MS);
	});
}
