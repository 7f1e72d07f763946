/** What messages are about; names on screen are locales `notifications.kind_<kind>`. */
export const KINDS = ['lagging', 'backlog', 'returned'] as const;
export type NoticeKind = (typeof KINDS)[number];

/** The header shows «99+» past this. */
export const UNREAD_MAX = 99;

/** A message to one person, in their language. */
export interface Notice {
	accountId: number;
	kind: NoticeKind;
	title: string;
	body: string;
	/** Path of a page of this portal. */
	href: string;
}
