import { CALLERS, type Caller } from './access-world.ts';

/**
 * Who gets what at each door: the one table. Each line is a door, what it is asked about, and the status for each
 * caller (one status stands for all). `in`: sent to sign in; `go`: sent on; `=`: word for word what is answered
 * for what does not exist, as every 404 is. A route that is not here fails the test.
 *
 * An expired session, one of a disabled account and one of nobody get the same; so does a token outside the API.
 */
const TABLE = `
                                                    |              | nobody author member officer officer° reviewer reviewer° manager admin
GET /(central)/quan-tri/don-vi                      | -            | in     403    403    403     403      403      403       403     200
POST /(central)/quan-tri/don-vi?/check              | -            | in     403    403    403     403      403      403       403     422
POST /(central)/quan-tri/don-vi?/apply              | -            | in     403    403    403     403      403      403       403     422
POST /(central)/quan-tri/don-vi?/undo               | -            | in     403    403    403     403      403      403       403     404
GET /(central)/quan-tri/don-vi/mau                  | -            | in     403    403    403     403      403      403       403     200
GET /(central)/quan-tri/don-vi/thay-doi             | -            | in     403    403    403     403      403      403       403     200
POST /(central)/quan-tri/don-vi/thay-doi?/preview   | -            | in     403    403    403     403      403      403       403     422
POST /(central)/quan-tri/don-vi/thay-doi?/decide    | -            | in     403    403    403     403      403      403       403     422
GET /(central)/quan-tri/nguoi-dung                  | -            | in     403    403    403     403      403      403       403     200
GET /(central)/quan-tri/nguoi-dung/[id]             | account      | in     403    403    403     403      403      403       403     200
POST /(central)/quan-tri/nguoi-dung/[id]?/find      | account      | in     403    403    403     403      403      403       403     200
POST /(central)/quan-tri/nguoi-dung/[id]?/grant     | account      | in     403    403    403     403      403      403       403     422
POST /(central)/quan-tri/nguoi-dung/[id]?/take      | account      | in     403    403    403     403      403      403       403     422
POST /(central)/quan-tri/nguoi-dung/[id]?/close     | account      | in     403    403    403     403      403      403       403     200
POST /(central)/quan-tri/nguoi-dung/[id]?/open      | account      | in     403    403    403     403      403      403       403     200
POST /(central)/quan-tri/nguoi-dung/[id]?/issue     | account      | in     403    403    403     403      403      403       403     200
GET /(central)/quan-tri/nguoi-dung/moi              | -            | in     403    403    403     403      403      403       403     200
POST /(central)/quan-tri/nguoi-dung/moi?/find       | -            | in     403    403    403     403      403      403       403     200
POST /(central)/quan-tri/nguoi-dung/moi?/create     | -            | in     403    403    403     403      403      403       403     422
GET /(central)/quan-tri/so-lieu-chot                | -            | in     403    403    403     403      403      403       200     403
POST /(central)/quan-tri/so-lieu-chot?/take         | -            | in     403    403    403     403      403      403       422     403
GET /(member)/cua-toi                               | -            | in     200    200    200     200      200      200       200     200
POST /(member)/cua-toi?/delete                      | draft        | in     200    404    404     404      404      404       404     404
POST /(member)/cua-toi?/restore                     | draft        | in     200    404    404     404      404      404       404     404
POST /(member)/cua-toi?/join                        | -            | in     200    200    200     200      200      200       200     403
GET /(member)/cua-toi/[code]                        | waiting      | in     200    404    404     404      404      404       404     404
POST /(member)/cua-toi/[code]?/mend                 | returned     | in     go     404    404     404      404      404       404     404
POST /(member)/cua-toi/[code]?/again                | rejected     | in     409    404    404     404      404      404       404     404
POST /(member)/cua-toi/[code]?/appeal               | rejected     | in     200    404    404     404      404      404       404     404
POST /(member)/cua-toi/[code]?/withdraw             | waiting      | in     200    404    404     404      404      404       404     404
GET /(member)/nop                                   | -            | in     200    200    200     200      200      200       200     200
POST /(member)/nop?                                 | -            | in     go     go     go      go       go       go        go      403
GET /(member)/nop/[draft]                           | draft        | in     200    404    404     404      404      404       404     404
POST /(member)/nop/[draft]?                         | draft        | in     go     404    404     404      404      404       404     404
GET /(member)/nop/[draft]/xem-lai                   | draft        | in     200    404    404     404      404      404       404     404
POST /(member)/nop/[draft]/xem-lai?                 | draft        | in     go     404    404     404      404      404       404     404
GET /(member)/nop/xong/[code]                       | waiting      | in     200    404    200     404      200      404       200     404
GET /(member)/thong-bao                             | -            | in     200    200    200     200      200      200       200     200
POST /(member)/thong-bao?/open                      | notice       | in     go     404    404     404      404      404       404     404
POST /(member)/thong-bao?/read_all                  | notice       | in     go     go=    go=     go=      go=      go=       go=     go=
GET /(member)/toi                                   | -            | in     200    200    200     200      200      200       200     200
POST /(member)/toi?/password                        | -            | in     422    422    422     422      422      422       422     422
POST /(member)/toi?/language                        | -            | in     go     go     go      go       go       go        go      go
POST /(member)/toi?/notices                         | -            | in     go     go     go      go       go       go        go      go
POST /(member)/toi?/token                           | -            | in     200    200    200     200      200      200       200     200
POST /(member)/toi?/delete_token                    | token        | in     go     go=    go=     go=      go=      go=       go=     go=
GET /(officer)/bao-cao                              | -            | in     403    403    200     200      200      200       200     403
POST /(officer)/bao-cao?/subscribe                  | -            | in     403    403    404     404      404      404       404     403
POST /(officer)/bao-cao?/unsubscribe                | report       | in     403    403    go      go=      go=      go=       go=     403
GET /(officer)/bao-cao/tai-ve                       | -            | in     403    403    200     200      200      200       200     403
GET /(officer)/chi-tieu                             | -            | in     403    403    200     200      200      200       200     403
POST /(officer)/chi-tieu?/set                       | -            | in     403    403    422     422      422      422       422     403
POST /(officer)/chi-tieu?/cascade                   | -            | in     403    403    go      go       go       go        go      403
POST /(officer)/chi-tieu?/undo                      | publication  | in     403    403    404     404      go       404       go      403
GET /(officer)/chi-tieu/mau                         | -            | in     403    403    200     200      200      200       200     403
GET /(officer)/chi-tieu/nhap                        | -            | in     403    403    200     200      200      200       200     403
POST /(officer)/chi-tieu/nhap?/check                | -            | in     403    403    422     422      422      422       422     403
POST /(officer)/chi-tieu/nhap?/apply                | -            | in     403    403    422     422      422      422       422     403
GET /(officer)/chi-tieu/phan-bo/[id]                | cascade      | in     403    403    404     404      200      404       200     403
POST /(officer)/chi-tieu/phan-bo/[id]?/save         | cascade      | in     403    403    404     404      422      404       422     403
POST /(officer)/chi-tieu/phan-bo/[id]?/release      | cascade      | in     403    403    404     404      200      404       200     403
POST /(officer)/chi-tieu/phan-bo/[id]?/publish      | cascade      | in     403    403    404     404      422      404       422     403
POST /(officer)/chi-tieu/phan-bo/[id]?/discard      | cascade      | in     403    403    404     404      go       404       go      403
GET /(officer)/duoc-cong-nhan                       | -            | in     403    403    200    200    403    403    403    403
POST /(officer)/duoc-cong-nhan?/add                 | -            | in     403    403    422    422    403    403    403    403
POST /(officer)/duoc-cong-nhan?/assign              | recognised   | in     403    403    200    200=   403    403    403    403
POST /(officer)/duoc-cong-nhan?/remove              | recognised   | in     403    403    200    200=   403    403    403    403
POST /(officer)/duoc-cong-nhan?/restore             | recognised   | in     403    403    200    200=   403    403    403    403
POST /(officer)/duoc-cong-nhan?/confirm             | recognised   | in     403    403    200    404    403    403    403    403
POST /(officer)/duoc-cong-nhan?/begin               | recognised   | in     403    403    go     404    403    403    403    403
GET /(officer)/duoc-cong-nhan/nhap                  | -            | in     403    403    200    200    403    403    403    403
POST /(officer)/duoc-cong-nhan/nhap?/check          | -            | in     403    403    422    422    403    403    403    403
POST /(officer)/duoc-cong-nhan/nhap?/apply          | -            | in     403    403    422    422    403    403    403    403
GET /(officer)/duyet                                | -            | in     403    403    200     200      200      200       200     403
POST /(officer)/duyet?/decide                       | waiting      | in     403    403    200     200=     200      200=      200     403
GET /(officer)/duyet/[code]                         | waiting      | in     403    403    200     404      200      404       200     403
POST /(officer)/duyet/[code]?/decide                | waiting      | in     403    403    go      404      403      404       403     403
POST /(officer)/duyet/[code]?/value                 | approved     | in     403    403    go      404      go       404       403     403
POST /(officer)/duyet/hau-kiem?/draw                | -            | in     403    403    422     422      422      422       422     403
GET /(officer)/duyet/hau-kiem                       | -            | in     403    403    200     200      200      200       200     403
GET /(officer)/duyet/hau-kiem/[id]                  | sample       | in     403    403    404     404      200      404       200     403
GET /(officer)/duyet/[code]/trung/[other]           | pair         | in     403    403    200     404      200      404       200     403
POST /(officer)/duyet/[code]/trung/[other]?/judge   | pair         | in     403    403    403     404      200      404       403     403
POST /(officer)/duyet/[code]/trung/[other]?/withdraw| pair         | in     403    403    403     404      409      404       403     403
GET /(officer)/duyet/trung-lap                      | -            | in     403    403    200     200      200      200       200     403
GET /(officer)/duyet/trung-lap/[code]               | pair         | in     403    403    200     404      200      404       200     403
GET /(officer)/duyet/trung-lap/tai-ve               | -            | in     403    403    200     200      200      200       200     403
GET /(officer)/giao-uoc                             | -            | in     403    403    200    200    403    403    200    403
POST /(officer)/giao-uoc?/begin                     | -            | in     403    403    422    422    403    403    422    403
GET /(officer)/giao-uoc/[id]                        | pledge       | in     403    403    200    404    403    403    200    403
POST /(officer)/giao-uoc/[id]?/draft                | pledge       | in     403    403    422    404    403    403    422    403
POST /(officer)/giao-uoc/[id]?/numbers              | pledge       | in     403    403    200    404    403    403    403    403
POST /(officer)/giao-uoc/[id]?/sign                 | pledge       | in     403    403    409    404    403    403    403    403
POST /(officer)/giao-uoc/[id]?/score                | pledge       | in     403    403    422    404    403    403    403    403
POST /(officer)/giao-uoc/[id]?/close                | pledge       | in     403    403    200    404    403    403    200    403
POST /(officer)/giao-uoc/[id]?/publish              | pledge       | in     403    403    409    404    403    403    409    403
POST /(officer)/giao-uoc/[id]?/undo                 | pledge       | in     403    403    409    404    403    403    409    403
GET /(officer)/giao-uoc/[id]/tai-ve                 | pledge       | in     403    403    200    404    403    403    200    403
GET /(officer)/nhap-danh-sach                       | -            | in     403    403    200     200      403      403       403     403
POST /(officer)/nhap-danh-sach?/upload              | -            | in     403    403    422     422      403      403       403     403
POST /(officer)/nhap-danh-sach?/find                | -            | in     403    403    200     200      403      403       403     403
GET /(officer)/nhap-danh-sach/[id]                  | list         | in     403    403    go      404      403      403       403     403
POST /(officer)/nhap-danh-sach/[id]?/discard        | list         | in     403    403    go      404      403      403       403     403
GET /(officer)/nhap-danh-sach/[id]/cot              | list         | in     403    403    200     404      403      403       403     403
POST /(officer)/nhap-danh-sach/[id]/cot?/save       | list         | in     403    403    422     404      403      403       403     403
POST /(officer)/nhap-danh-sach/[id]/cot?/encoding   | list         | in     403    403    go     404      403      403       403     403
POST /(officer)/nhap-danh-sach/[id]/cot?/reread     | list         | in     403    403    422     404      403      403       403     403
GET /(officer)/nhap-danh-sach/[id]/don-vi           | list         | in     403    403    200     404      403      403       403     403
POST /(officer)/nhap-danh-sach/[id]/don-vi?/save    | list         | in     403    403    go      404      403      403       403     403
POST /(officer)/nhap-danh-sach/[id]/don-vi?/find    | list         | in     403    403    200     404      403      403       403     403
GET /(officer)/nhap-danh-sach/[id]/kiem-tra         | list         | in     403    403    200     404      403      403       403     403
POST /(officer)/nhap-danh-sach/[id]/kiem-tra?/check | list         | in     403    403    go      404      403      403       403     403
POST /(officer)/nhap-danh-sach/[id]/kiem-tra?/run   | list         | in     403    403    409     404      403      403       403     403
POST /(officer)/nhap-danh-sach/[id]/kiem-tra?/stop  | list         | in     403    403    409     404      403      403       403     403
GET /(officer)/nhap-danh-sach/[id]/ra-trung         | list         | in     403    403    go     404      403      403       403     403
GET /(officer)/nhap-danh-sach/[id]/tep-loi          | list         | in     403    403    200     404      403      403       403     403
GET /(officer)/nhap-danh-sach/[id]/thong-tin        | list         | in     403    403    200     404      403      403       403     403
POST /(officer)/nhap-danh-sach/[id]/thong-tin?/save | list         | in     403    403    422     404      403      403       403     403
GET /(officer)/nhap-danh-sach/mau                   | -            | in     403    403    200     200      403      403       403     403
GET /(officer)/nop-ho                               | -            | in     403    403    200     200      403      403       403     403
POST /(officer)/nop-ho?                             | -            | in     403    403    go      go       403      403       403     403
GET /(officer)/nop-ho/[draft]                       | proxy draft  | in     403    403    200     404      403      403       403     403
POST /(officer)/nop-ho/[draft]?                     | proxy draft  | in     403    403    go      404      403      403       403     403
GET /(officer)/nop-ho/[draft]/xem-lai               | proxy draft  | in     403    403    200     404      403      403       403     403
POST /(officer)/nop-ho/[draft]/xem-lai?             | proxy draft  | in     403    403    go      404      403      403       403     403
GET /(officer)/tai-khoan                            | -            | in     403    403    200     200      403      403       403     200
POST /(officer)/tai-khoan?/issue                    | account      | in     403    403    200     404      403      403       403     200
GET /(officer)/tien-do                              | -            | in     403    403    200     200      200      200       200     403
GET /(officer)/tien-do/don-doc                      | -            | in     403    403    200     200      200      200       200     403
POST /(officer)/tien-do/don-doc?/preview            | lagging      | in     403    403    404     404      200      404       200     403
POST /(officer)/tien-do/don-doc?/send               | lagging      | in     403    403    404     404      go       404       go      403
GET /(officer)/tien-do/don-doc/[id]                 | reminder     | in     403    403    404     404      200      404       200     403
POST /(officer)/tien-do/don-doc/[id]?/withdraw      | reminder     | in     403    403    404     404      go       404       403     403
GET /(officer)/tien-do/don-vi                       | -            | in     403    403    200     200      200      200       200     403
GET /(officer)/tien-do/sap-het-han                  | -            | in     403    403    200     200      200      200       200     403
GET /(officer)/tien-do/ton-dong                     | -            | in     403    403    200     200      200      200       200     403
GET /(officer)/viec-can-lam                         | -            | in     403    403    200     200      200      200       200     403
GET /(public)                                       | -            | 200
GET /(public)/(files)/bang-so-lieu/tai-ve/[file]    | figure file  | 200
GET /(public)/(files)/sang-kien/[code]/anh/[id]     | hidden photo | 404
GET /(public)/(files)/so-lieu/tai-ve                | -            | 200
GET /(public)/(files)/so-lieu-chot/[id]/tai-ve      | snapshot     | 404
GET /(public)/bang-so-lieu                          | -            | 200
GET /(public)/bang-so-lieu/dinh-nghia               | -            | 200
GET /(public)/bang-so-lieu/hinh/[chart]             | chart        | 200
GET /(public)/(files)/xep-hang/tai-ve               | -            | 200
GET /(public)/cach-ra-trung                         | -            | 200
GET /(public)/dang-ky                               | -            | 200    go     go     go      go       go       go        go      go
POST /(public)/dang-ky?/find                        | -            | 200    go     go     go      go       go       go        go      go
POST /(public)/dang-ky?/sign_up                     | -            | 422    go     go     go      go       go       go        go      go
GET /(public)/dang-nhap                             | -            | 200    go     go     go      go       go       go        go      go
POST /(public)/dang-nhap?                           | -            | 422    go     go     go      go       go       go        go      go
POST /(public)/dang-xuat                            | -            | go
GET /(public)/dat-lai-mat-khau                      | -            | 200
POST /(public)/dat-lai-mat-khau?                    | -            | 422
GET /(public)/doi-chieu                             | -            | 200
GET /(public)/don-vi                                | -            | 200
GET /(public)/don-vi/[code]                         | unit         | 200
GET /(public)/gioi-thieu                            | -            | 200
GET /(public)/khong-mo-duoc                         | -            | 403
GET /(public)/nhiem-ky/[code]                        | term         | 200
GET /(public)/quen-mat-khau                         | -            | 200
POST /(public)/quen-mat-khau?                       | -            | 422
GET /(public)/robots.txt                            | -            | 200
GET /(public)/sang-kien                             | -            | 200
GET /(public)/sang-kien/[code]                      | waiting      | 200
GET /(public)/so-lieu                               | -            | 200
GET /(public)/so-lieu-chot                          | -            | 200
GET /(public)/so-lieu-chot/[id]                     | snapshot     | 200
GET /(public)/xep-hang                              | -            | 200
GET /(public)/xep-hang/cum                          | -            | 200
GET /(public)/xep-hang/quy                          | -            | 200
GET /(public)/thi-dua                               | -            | 200
GET /(public)/thi-dua/[id]                          | result       | 200
GET /api/health                                     | -            | 200
GET /api/metrics                                    | -            | 200
GET /api/openapi.json                               | -            | 200
GET /api/problems                                   | -            | 200
GET /api/v1/drafts                                  | -            | 401    200    200    200     200      200      200       200     200
POST /api/v1/drafts                                 | -            | 401    201    201    201     201      201      201       201     403
GET /api/v1/drafts/[draft]                          | draft        | 401    200    404    404     404      404      404       404     404
PUT /api/v1/drafts/[draft]                          | draft        | 401    200    404    404     404      404      404       404     404
DELETE /api/v1/drafts/[draft]                       | draft        | 401    204    404    404     404      404      404       404     404
POST /api/v1/drafts/[draft]/files                   | draft        | 401    201    404    404     404      404      404       404     404
DELETE /api/v1/drafts/[draft]/files/[file]          | draft file   | 401    204    404    404     404      404      404       404     404
POST /api/v1/drafts/[draft]/submission              | draft        | 401    201    404    404     404      404      404       404     404
GET /api/v1/figures                                 | -            | 200
GET /api/v1/figures/proof                           | -            | 422
GET /api/v1/figures/rows                            | -            | 422
GET /api/v1/figures/tables/[table]                  | figure table | 200
GET /api/v1/files/[file]                            | file         | 401    200    404    200     404      200      404       200     404
GET /api/v1/imports                                 | -            | 401    403    403    200     200      403      403       403     403
POST /api/v1/imports                                | -            | 401    403    403    422     422      403      403       403     403
GET /api/v1/imports/[id]                            | list         | 401    403    403    200     404      403      403       403     403
DELETE /api/v1/imports/[id]                         | list         | 401    403    403    204     404      403      403       403     403
POST /api/v1/imports/[id]/check                     | list         | 401    403    403    200     404      403      403       403     403
PUT /api/v1/imports/[id]/choices                    | list         | 401    403    403    200     404      403      403       403     403
GET /api/v1/imports/[id]/errors                     | list         | 401    403    403    200     404      403      403       403     403
PUT /api/v1/imports/[id]/mapping                    | list         | 401    403    403    422=    422=     403      403       403     403
GET /api/v1/imports/[id]/preview                    | list         | 401    403    403    200     404      403      403       403     403
GET /api/v1/imports/[id]/rows                       | list         | 401    403    403    200     404      403      403       403     403
POST /api/v1/imports/[id]/run                       | list         | 401    403    403    409     404      403      403       403     403
GET /api/v1/imports/[id]/screening                  | list         | 401    403    403    200     404      403      403       403     403
POST /api/v1/imports/[id]/stop                      | list         | 401    403    403    409     404      403      403       403     403
GET /api/v1/initiatives                             | -            | 401    200    200    200     200      200      200       200     200
POST /api/v1/initiatives                            | -            | 401    422    422    422     422      422      422       422     422
GET /api/v1/initiatives/[code]                      | waiting      | 401    200    404    200     404      200      404       200     404
POST /api/v1/initiatives/[code]/appeal              | rejected     | 401    200    404    403     404      403      404       403     404
POST /api/v1/initiatives/[code]/withdraw            | waiting      | 401    200    404    403     404      403      404       403     404
GET /api/v1/me                                      | -            | 401    200    200    200     200      200      200       200     200
GET /api/v1/programmes                              | -            | 200
GET /api/v1/programmes/[code]                       | programme    | 200
GET /api/v1/public/initiatives                      | -            | 200
GET /api/v1/public/initiatives/[code]               | approved     | 200
GET /api/v1/rankings                                | -            | 200
POST /api/v1/review/decisions                       | waiting      | 401    403    403    200     200=     200      200=      200     403
POST /api/v1/review/values                          | approved     | 401    403    403    200     200=     200      200=      200     403
GET /api/v1/review/queue                            | -            | 401    403    403    200     200      200      200       200     403
POST /api/v1/similar                                | -            | 401    200    200    200     200      200      200       200     403
GET /api/v1/terms                                   | -            | 200
GET /api/v1/terms/[code]                            | term         | 200
GET /api/v1/tokens                                  | -            | 401    200    200    200     200      200      200       200     200
POST /api/v1/tokens                                 | -            | 401    201    201    201     201      201      201       201     201
DELETE /api/v1/tokens/[id]                          | token        | 401     204   204=   204=    204=     204=     204=      204=    204=
GET /api/v1/units                                   | -            | 422
GET /api/v1/units/[code]                            | unit         | 200
GET /api/v1/units/[code]/children                   | unit         | 200
`;

export interface Line {
	door: string;
	thing: string;
	expected: Record<Caller, string>;
}

export const LINES: readonly Line[] = TABLE.trim()
	.split('\n')
	.filter((line) => /^(GET|POST|PUT|PATCH|DELETE) /.test(line))
	.map((line) => {
		const [door = '', thing = '', cells = ''] = line.split('|').map((cell) => cell.trim());
		const words = cells.split(/\s+/);
		const expected = CALLERS.map((caller, index) => [caller, words.length === 1 ? words[0] : words[index]]);
		return { door, thing, expected: Object.fromEntries(expected) as Line['expected'] };
	});
