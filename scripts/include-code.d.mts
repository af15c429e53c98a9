export const pages: readonly string[];
export function includeCode(page: string): string;
export function readPage(page: string): string;
