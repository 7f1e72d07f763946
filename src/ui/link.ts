/** A place to go, as navigation, tabs and menus take it. */
export interface Link {
	href: string;
	label: string;
	current?: boolean;
	/** Shown beside the label: how many wait there. */
	count?: number;
}

/** Links under one word, where a line has no room for all of them. */
export interface LinkGroup {
	label: string;
	links: readonly Link[];
}
