import type { Translate } from '#platform/i18n/translate.ts';
import type { Link, LinkGroup } from '#ui/link.ts';
import type { LayoutData } from './$types';

/** As many links as stand in one line of 1280 pixels, in either language. */
const IN_ONE_LINE = 8;

/** Where a person can go, in the order of the menu; what an officer has more of than fits one line stands in groups. */
export function navigation(
	t: Translate,
	path: string,
	menu: LayoutData['menu'],
	waiting: number | undefined,
): (Link | LinkGroup)[] {
	const at = (href: string) => (href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`));
	const to = (href: string, name: string, shown = true, count?: number) => ({
		link: { href, label: t(`common.nav_${name}`), current: at(href), count },
		shown,
	});
	const groups = [
		{ links: [to('/', 'home'), to('/bang-so-lieu', 'figures')] },
		{
			name: 'look_up',
			links: [to('/sang-kien', 'initiatives'), to('/xep-hang', 'rankings'), to('/don-vi', 'units')],
		},
		{
			links: [
				to('/viec-can-lam', 'work', menu.progress),
				to('/nop', 'submit', menu.submit),
				to('/cua-toi', 'mine', menu.submit),
				to('/duyet', 'review', menu.review, waiting),
			],
		},
		{
			name: 'help',
			links: [
				to('/nop-ho', 'proxy', menu.proxy),
				to('/nhap-danh-sach', 'import', menu.proxy),
				to('/duoc-cong-nhan', 'recognised', menu.proxy),
				to('/tai-khoan', 'accounts', menu.accounts),
			],
		},
		{
			name: 'follow',
			links: [
				to('/tien-do', 'progress', menu.progress),
				to('/chi-tieu', 'targets', menu.targets),
				to('/giao-uoc', 'pledges', menu.pledges),
				to('/bao-cao', 'reports', menu.review),
			],
		},
		{
			name: 'manage',
			links: [
				to('/quan-tri/don-vi', 'manage_units', menu.units),
				to('/quan-tri/so-lieu-chot', 'freeze', menu.freeze),
				to('/quan-tri/nguoi-dung', 'manage_people', menu.people),
			],
		},
	].map(({ name, links }) => ({ name, links: links.flatMap(({ link, shown }) => (shown ? [link] : [])) }));
	const all = groups.flatMap(({ links }) => links);
	if (all.length <= IN_ONE_LINE) return all;
	return groups.flatMap(({ name, links }): (Link | LinkGroup)[] =>
		name && links.length > 1 ? [{ label: t(`common.nav_${name}`), links }] : links,
	);
}
