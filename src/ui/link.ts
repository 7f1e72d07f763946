/** A place to go, as navigation, tabs and menus take it. */
export interface Link {
	href: string;
	label: string;
	current?: boolean;
	/** Shown beside the label: how many wait there. */
	count?: number;
}
