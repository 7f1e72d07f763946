import { annotatedList } from '#features/initiatives/commands/import/annotated.ts';
import type { Import } from '#features/initiatives/queries/imports.ts';
import type { Actor } from '#features/people/rules.ts';
import type { Db } from '#platform/db/db.ts';
import type { Translate } from '#platform/i18n/translate.ts';
import { headingsOf, rowMessages } from './row-messages.ts';

/** The person's own file with a column that says what to mend, in the words of the page. */
export function annotated(db: Db, actor: Actor, list: Import, t: Translate) {
	const headings = headingsOf(list);
	return annotatedList(
		db,
		actor,
		list.id,
		(row) =>
			rowMessages(t, row, headings)
				.map(({ where, text }) => (where ? `${where}: ${text}` : text))
				.join('\n'),
		t('excel.messages_heading'),
	);
}
