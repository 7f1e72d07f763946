type Values = Record<string, string>;

const form = (fields: Values) => new URLSearchParams(fields);

/** What the table's requests send, with the thing's own values; other doors get an empty form or `{}`. */
export const BODIES: Readonly<Record<string, (values: Values) => unknown>> = {
	'POST /(member)/cua-toi?/join': () => form({ programme: 'demo' }),
	'POST /(member)/cua-toi?/delete': ({ draft }) => form({ draft: draft! }),
	'POST /(member)/cua-toi?/restore': ({ draft }) => form({ draft: draft! }),
	'POST /(member)/cua-toi/[code]?/appeal': () => form({ note: 'Xin xem lại.' }),
	'POST /(member)/nop?': () => form({ programme: 'demo' }),
	'POST /(member)/nop/[draft]?': () => form({ title: 'Tên khác' }),
	'POST /(officer)/nop-ho/[draft]?': () => form({ title: 'Tên khác' }),
	'POST /(member)/thong-bao?/open': ({ notice }) => form({ id: notice! }),
	'POST /(member)/thong-bao?/read_all': ({ notice }) => form({ up_to: notice! }),
	'POST /(member)/toi?/password': () => form({ current: 'sai rồi nhé', password: 'mật khẩu mới' }),
	'POST /(member)/toi?/language': () => form({ locale: 'vi' }),
	'POST /(member)/toi?/token': () => form({ name: 'Báo cáo', days: '9' }),
	'POST /(member)/toi?/delete_token': ({ id }) => form({ id: id! }),
	'POST /(central)/quan-tri/so-lieu-chot?/take': () => form({ programme: 'demo', day: '31/2/2026' }),
	'POST /(officer)/bao-cao?/unsubscribe': ({ id }) => form({ id: id! }),
	'POST /(officer)/chi-tieu?/undo': ({ publication }) => form({ publication: publication! }),
	'POST /(officer)/chi-tieu/phan-bo/[id]?/release': () => form({ version: '1' }),
	'POST /(officer)/chi-tieu/phan-bo/[id]?/discard': () => form({ version: '1' }),
	'POST /(officer)/duyet?/decide': ({ id, seq }) => form({ chosen: `${id}.${seq}`, action: 'pass' }),
	'POST /(officer)/duyet/[code]?/decide': ({ seq }) => form({ action: 'confirm', seq: seq! }),
	'POST /(officer)/duyet/[code]?/value': () =>
		form({ action: 'verify_benefit', value: '9 triệu', note: 'Theo sổ kho.' }),
	'POST /(officer)/duyet/[code]/trung/[other]?/judge': () =>
		form({ verdict: 'not_a_copy', note: 'Mỗi người một cách.', seen: '0' }),
	'POST /(officer)/duyet/[code]/trung/[other]?/withdraw': () => form({ seen: '0' }),
	'POST /(officer)/duoc-cong-nhan?/assign': ({ id }) => form({ chosen: id!, helper: '' }),
	'POST /(officer)/duoc-cong-nhan?/remove': ({ id }) => form({ chosen: id! }),
	'POST /(officer)/duoc-cong-nhan?/restore': ({ id }) => form({ id: id! }),
	'POST /(officer)/duoc-cong-nhan?/confirm': ({ id }) => form({ id: id!, initiative: '' }),
	'POST /(officer)/duoc-cong-nhan?/begin': ({ id }) => form({ id: id! }),
	'POST /(officer)/giao-uoc/[id]?/numbers': ({ unit }) => form({ unit: unit! }),
	'POST /(officer)/giao-uoc/[id]?/sign': ({ unit, entry }) =>
		form({ unit: unit!, draft: entry!, numbers: '' }),
	'POST /(officer)/giao-uoc/[id]?/score': ({ unit }) => form({ unit: unit! }),
	'POST /(officer)/giao-uoc/[id]?/close': ({ day }) => form({ as_of: day! }),
	'POST /(officer)/giao-uoc/[id]?/undo': ({ entry }) => form({ entry: entry! }),
	'POST /(officer)/nhap-danh-sach?/find': () => form({ unit_query: 'đơn vị' }),
	'POST /(officer)/nop-ho?': () => form({ programme: 'demo' }),
	'POST /(officer)/tien-do/don-doc?/preview': ({ unit }) => form({ viec: 'lagging', unit: unit! }),
	'POST /(officer)/tien-do/don-doc?/send': ({ unit }) => form({ viec: 'lagging', unit: unit! }),
	'POST /(officer)/tai-khoan?/issue': ({ account }) => form({ account: account! }),
	'POST /api/v1/drafts': () => ({ programme: 'demo' }),
	'PUT /api/v1/drafts/[draft]': () => ({ version: null, content: { title: 'Tên khác' } }),
	'POST /api/v1/drafts/[draft]/files': () => {
		const data = new FormData();
		data.set('purpose', 'attachment');
		data.set('file', new File(['%PDF-1.4\n'], 'khác.pdf'));
		return data;
	},
	'POST /api/v1/initiatives/[code]/appeal': () => ({ note: 'Xin xem lại.' }),
	'POST /api/v1/review/decisions': ({ id, seq }) => [{ id: Number(id), seq: Number(seq), action: 'confirm' }],
	'POST /api/v1/review/values': ({ id }) => [
		{ id: Number(id), action: 'verify_benefit', value: 9_000_000, note: 'Theo sổ kho.' },
	],
	'POST /api/v1/similar': () => ({ title: 'Tên khác' }),
	'POST /api/v1/tokens': () => ({ name: 'Báo cáo' }),
};
