import { deserialize } from '$app/forms';

/**
 * Takes a verdict back from wherever the reader has gone meanwhile; answers whether it was.
 * @param path of the page on which it was made
 * @param seen number of the verdict
 */
export async function takeBack(path: string, seen: number): Promise<boolean> {
	const body = new FormData();
	body.set('seen', String(seen));
	const response = await fetch(`${path}?/withdraw`, {
		method: 'POST',
		headers: { 'x-sveltekit-action': 'true' },
		body,
	});
	return deserialize(await response.text()).type === 'success';
}
