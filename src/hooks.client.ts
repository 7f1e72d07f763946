/**
 * In the browser zod must not try whether it may compile its checks from text: the pages' policy forbids it, and
 * each try is reported. Read by zod when it is loaded, which is after this.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
