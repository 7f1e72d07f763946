/** What the rules need to know of a person who judges whether two initiatives are copies. */
export interface Judging {
	/** Holds the role of a reviewer over the unit of the initiative at hand. */
	mayReview: boolean;
	/** Is an author of one of the two: by account, or by name in their own unit. */
	isOwn: boolean;
}

/** Whether a person may judge: null, or the code of the reason why not (locales `errors.<code>`). */
export function whyNotJudge({ mayReview, isOwn }: Judging): string | null {
	if (isOwn) return 'own_initiative';
	return mayReview ? null : 'only_reviewer';
}
