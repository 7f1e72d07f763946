/** The database cannot be had, for a reason that the person who starts the program can mend: no stack to print. */
export class PostgresUnavailable extends Error {}
