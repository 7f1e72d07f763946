/** Strokes on a 24 × 24 grid, 1.75 wide, round ends. */
export const icons = {
	bell: 'M6 16.5V11a6 6 0 0112 0v5.5l1.5 2h-15zM10 18.5a2 2 0 004 0',
	building: 'M4 20.5h16M6 20.5v-16h8v16M14 10h4v10.5M9 8h2M9 12h2M9 16h2',
	check: 'M5 12.5l4.5 4.5L19 7.5',
	'chevron-down': 'M6 9.5l6 6 6-6',
	'chevron-left': 'M14.5 6l-6 6 6 6',
	'chevron-right': 'M9.5 6l6 6-6 6',
	clock: 'M12 3.5a8.5 8.5 0 110 17 8.5 8.5 0 010-17M12 7.5V12l3 2.5',
	cross: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
	download: 'M12 4v11M7.5 11l4.5 4.5 4.5-4.5M4.5 19.5h15',
	edit: 'M5 19l1-4L16 5l3 3L9 18zM13.5 7.5l3 3',
	external: 'M10 5H5v14h14v-5M14 4.5h5.5V10M19.5 4.5L11 13',
	file: 'M6.5 3.5h7l4 4v13h-11zM13.5 3.5v4h4M9.5 12.5h5M9.5 16h5',
	info: 'M12 3.5a8.5 8.5 0 110 17 8.5 8.5 0 010-17M12 11v5.5M12 7.6v.1',
	lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 017 0v3',
	menu: 'M4 7h16M4 12h16M4 17h16',
	minus: 'M6 12h12',
	photo: 'M3.5 7.5h4l1.5-2h6l1.5 2h4v11.5h-17zM12 9.5a3.5 3.5 0 110 7 3.5 3.5 0 010-7',
	plus: 'M12 5.5v13M5.5 12h13',
	print: 'M7 8.5v-5h10v5M7 16.5H4v-8h16v8h-3M7 13.5h10v7H7z',
	return: 'M9 5.5L4.5 10 9 14.5M5 10h9a5 5 0 010 10h-3',
	search: 'M10.5 4a6.5 6.5 0 110 13 6.5 6.5 0 010-13M15.5 15.5l5 5',
	upload: 'M12 15.5V4.5M7.5 9L12 4.5 16.5 9M4.5 19.5h15',
	user: 'M12 4a4 4 0 110 8 4 4 0 010-8M4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6',
	warning: 'M12 4l9 16H3zM12 10v4.5M12 17.2v.1',
} as const;

export type IconName = keyof typeof icons;
