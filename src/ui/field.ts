/** What every form control takes beside its own props. */
export interface FieldProps {
	/** Name in the form data; also where an issue (`Issue.field`) points. */
	name: string;
	label: string;
	hint?: string;
	/** A whole sentence: what is wrong and how to mend it. */
	error?: string;
	required?: boolean;
	/** Only when two forms on one page hold the same name. */
	id?: string;
}

/** Attributes that tie a control to its label, hint and error. */
export interface ControlAttributes {
	id: string;
	name: string;
	'aria-describedby': string | undefined;
	'aria-invalid': 'true' | undefined;
	'aria-required': 'true' | undefined;
}

/** The id of a field's (first) control, to which an error summary links. */
export const fieldId = (name: string) => `f-${name}`;

/**
 * `aria-required` rather than `required`: the server answers in the reader's language and names every issue
 * at once, the browser's bubbles do neither. `extra` are ids of further descriptions, a counter for one.
 */
export function controlAttributes(field: FieldProps, extra?: string): ControlAttributes {
	const id = field.id ?? fieldId(field.name);
	const described = [field.hint && `${id}-hint`, field.error && `${id}-error`, extra]
		.filter(Boolean)
		.join(' ');
	return {
		id,
		name: field.name,
		'aria-describedby': described || undefined,
		'aria-invalid': field.error ? 'true' : undefined,
		'aria-required': field.required ? 'true' : undefined,
	};
}
