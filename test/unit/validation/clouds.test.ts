import { expect } from "chai";
import { notKnown } from "#provider/core/unknown";
import {
    type CloudName,
    cloudOf,
    graphAuth,
    type LanguageCloudName,
    languageAuth,
    languageCloudOf,
    tokenExchangeAudience,
} from "#provider/validation/clouds";

describe("clouds", () => {
    const hosts: [host: string, expected: CloudName | undefined][] = [
        ["contoso.cognitiveservices.azure.com", "public"],
        ["CONTOSO.CognitiveServices.Azure.com", "public"],
        ["contoso.cognitiveservices.azure.com:8443", "public"],
        ["contoso.cognitiveservices.azure.com.", "public"],
        ["contoso.cognitiveservices.azure.us", "usgovernment"],
        ["contoso.cognitiveservices.azure.cn", "china"],
        ["contoso.services.ai.azure.com", "public"],
        ["CONTOSO.Services.AI.azure.us:443", "usgovernment"],
        ["contoso.services.ai.azure.cn.", "china"],
        ["services.ai.azure.us", undefined],
        ["contoso.services.ai.azure.us.evil.test", undefined],
        ["cognitiveservices.azure.com", undefined],
        ["contoso.cognitiveservices.azure.com.evil.test", undefined],
        ["evilcognitiveservices.azure.com", undefined],
        ["language.contoso.com", undefined],
        ["127.0.0.1:8080", undefined],
    ];
    for (const [host, expected] of hosts) {
        it(`finds ${host} in ${expected ?? "no cloud"}`, () => {
            expect(languageCloudOf(host)).to.equal(expected);
        });
    }

    for (const [authority, expected] of [
        ["https://login.microsoftonline.com", "api://AzureADTokenExchange"],
        ["https://login.microsoftonline.us/", "api://AzureADTokenExchangeUSGov"],
        ["login.microsoftonline.us", "api://AzureADTokenExchangeUSGov"],
        ["https://login.chinacloudapi.cn", "api://AzureADTokenExchangeChina"],
        ["https://login.partner.microsoftonline.cn", "api://AzureADTokenExchangeChina"],
        ["https://login.contoso.us.test", "api://AzureADTokenExchange"],
    ] as const) {
        it(`exchanges identity tokens for ${expected} at ${authority}`, () => {
            expect(tokenExchangeAudience(authority)).to.equal(expected);
        });
    }

    const scopes: [cloud: CloudName, language: string | undefined, graph: string, authority: string][] = [
        [
            "public",
            "https://cognitiveservices.azure.com",
            "https://graph.microsoft.com",
            "https://login.microsoftonline.com",
        ],
        [
            "usgovernment",
            "https://cognitiveservices.azure.us",
            "https://graph.microsoft.us",
            "https://login.microsoftonline.us",
        ],
        ["usgovernmentdod", undefined, "https://dod-graph.microsoft.us", "https://login.microsoftonline.us"],
        [
            "china",
            "https://cognitiveservices.azure.cn",
            "https://microsoftgraph.chinacloudapi.cn",
            "https://login.chinacloudapi.cn",
        ],
    ];
    for (const [cloud, language, graph, authorityHost] of scopes) {
        it(`signs in to ${cloud} at ${authorityHost}`, () => {
            expect(languageAuth(cloud)).to.deep.equal(language && { scope: `${language}/.default`, authorityHost });
            expect(graphAuth(cloud)).to.deep.equal({ scope: `${graph}/.default`, authorityHost });
        });
    }
});

describe("cloudOf", () => {
    const clouds: [endpoint: unknown, cloud: LanguageCloudName | undefined, expected: string][] = [
        ["https://x.cognitiveservices.azure.com", undefined, "public"],
        ["https://x.cognitiveservices.azure.us", undefined, "usgovernment"],
        ["https://x.cognitiveservices.azure.cn", undefined, "china"],
        ["https://x.cognitiveservices.azure.com", "china", "china"],
        ["http://127.0.0.1:4010", undefined, "public"],
        ["https://azure.us.evil.example", undefined, "public"],
        ["04da6b54-80e4-46f7-96ec-b56ff0331ba9", undefined, "public"],
        [notKnown, undefined, "public"],
    ];
    for (const [endpoint, cloud, expected] of clouds) {
        it(`signs in to ${expected} for ${String(endpoint)}${cloud ? ` in ${cloud}` : ""}`, () => {
            expect(cloudOf({ endpoint, cloud })).to.equal(expected);
        });
    }
});
