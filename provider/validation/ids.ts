import { cloudTable, type LanguageCloudName } from "./clouds";

/** The form in which two ARM ids are compared: ARM ignores letter case, and some lists add a closing slash. */
export function canonicalArmId(id: string): string {
    let end = id.length;
    while (id[end - 1] === "/") {
        end--;
    }
    return id.slice(0, end).toLowerCase();
}

/** Tells whether a text is a GUID in its common form, of any version and letter case, without braces. */
export function isGuid(text: string): boolean {
    return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

/** The form in which two GUIDs are compared: hexadecimal digits have no letter case. */
export function canonicalGuid(guid: string): string {
    return guid.toLowerCase();
}

/** The form in which two regions are compared: `West US` is shown to people and `westus` to programs; both are one. */
export function canonicalRegion(region: string): string {
    return region.replace(/\s/g, "").toLowerCase();
}

/** The form in which two user principal names are compared: Microsoft Entra ignores their letter case. */
export function canonicalUpn(userPrincipalName: string): string {
    return userPrincipalName.toLowerCase();
}

/** An AI Services (Foundry) account is also spelled so, beside `contoso.cognitiveservices.azure.com`; in each cloud alike. */
const foundryHost = /^([^.]+)\.services\.ai(\.azure\.(?:com|us|cn))$/;

/**
 * The form in which two custom domains are compared: the full host in lower case without a closing dot. The product's
 * documentation writes the bare subdomain (`contoso`), the specification the host; a bare one is completed with the
 * suffix of `cloud` (default `public`), a host keeps its own, and both spellings of an account's host are one.
 */
export function canonicalDomain(domain: string, cloud: LanguageCloudName = "public"): string {
    let end = domain.length;
    while (domain[end - 1] === ".") {
        end--;
    }
    const host = domain.slice(0, end).toLowerCase();
    return host === "" || host.includes(".") ? languageHost(host) : host + (cloudTable[cloud].languageSuffix ?? "");
}

/** The host by which Azure AI Language knows an account, of either spelling; any other host is left as it is. */
export function languageHost(host: string): string {
    return host.replace(foundryHost, "$1.cognitiveservices$2");
}
