/** Something to choose: what is sent, what is read, and a line that tells namesakes apart. */
export interface Option {
	id: string;
	label: string;
	detail?: string;
}
