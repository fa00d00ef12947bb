export declare const OFFICE_JS_URL: string;
export declare function contentSecurityPolicy(officeJsUrl?: string): string;
