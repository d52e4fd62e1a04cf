/** What begins like a JSON object in base64url, as all tokens of Microsoft Entra do; also where the rest was cut off. */
const jsonToken = /(?<![A-Za-z0-9])eyJ[\w.-]{7,}/g;
/** What stands where an `Authorization` header has a token. Each quantifier takes what no other could: no text makes it slow. */
const bearer = /(\bbearer\b["']?[\s:=]{1,4}["']?)([\w.~+/=-]+)/gi;
/** Words that follow "bearer" in sentences. Any other is taken for a token. */
const words =
    /^(?:access|and|as|auth|authentication|authorization|challenges?|credentials?|errors?|for|from|has|headers?|in|is|must|not|of|on|or|realm=?|scheme|scope=?|to|tokens?|type|was|with)\.?$/i;

/** A text without what looks like an access token, whoever it was issued to: services quote what they were sent. */
export function withoutTokens(text: string): string {
    return text
        .replace(jsonToken, "[secret]")
        .replace(bearer, (found, lead: string, token: string) => (words.test(token) ? found : `${lead}[secret]`));
}
