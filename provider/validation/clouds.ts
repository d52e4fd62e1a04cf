/** The clouds that have Azure AI Language endpoints of their own. */
export const languageCloudNames = ["public", "usgovernment", "china"] as const;

/** The clouds that have a Microsoft Graph root of their own. */
export const graphCloudNames = ["public", "usgovernment", "usgovernmentdod", "china"] as const;

/** A cloud of {@link languageCloudNames}. */
export type LanguageCloudName = (typeof languageCloudNames)[number];

/** An Azure cloud by the name that inputs use: one of {@link graphCloudNames}, which are all there are. */
export type CloudName = (typeof graphCloudNames)[number];

/** Where a cloud signs in and what its services are called. */
export interface Cloud {
    /** Where tokens come from. */
    authorityHost: string;
    /** The audience of Azure AI Language; undefined where this cloud has none of its own. */
    languageAudience?: string;
    /** The suffix of Language endpoints' host names, with its leading dot. */
    languageSuffix?: string;
    /** The suffix by which AI Services (Foundry) accounts answer too. */
    foundrySuffix?: string;
    /** The root of Microsoft Graph, which is also its tokens' audience. */
    graphRoot: string;
}

/** All clouds. DoD is a Microsoft Graph of its own, under the authority of US Government. */
export const cloudTable: Readonly<Record<CloudName, Cloud>> = {
    public: {
        authorityHost: "https://login.microsoftonline.com",
        languageAudience: "https://cognitiveservices.azure.com",
        languageSuffix: ".cognitiveservices.azure.com",
        foundrySuffix: ".services.ai.azure.com",
        graphRoot: "https://graph.microsoft.com",
    },
    usgovernment: {
        authorityHost: "https://login.microsoftonline.us",
        languageAudience: "https://cognitiveservices.azure.us",
        languageSuffix: ".cognitiveservices.azure.us",
        foundrySuffix: ".services.ai.azure.us",
        graphRoot: "https://graph.microsoft.us",
    },
    usgovernmentdod: {
        authorityHost: "https://login.microsoftonline.us",
        graphRoot: "https://dod-graph.microsoft.us",
    },
    china: {
        authorityHost: "https://login.chinacloudapi.cn",
        languageAudience: "https://cognitiveservices.azure.cn",
        languageSuffix: ".cognitiveservices.azure.cn",
        foundrySuffix: ".services.ai.azure.cn",
        graphRoot: "https://microsoftgraph.chinacloudapi.cn",
    },
};

/** The cloud that a Language endpoint's host belongs to by its suffix, in any letter case; undefined for any other host. */
export function languageCloudOf(host: string): LanguageCloudName | undefined {
    const name = host.toLowerCase().replace(/:\d+$/, "").replace(/\.$/, "");
    const found = Object.entries(cloudTable).find(
        ([, { languageSuffix, foundrySuffix }]) =>
            (languageSuffix && name.endsWith(languageSuffix)) || (foundrySuffix && name.endsWith(foundrySuffix)),
    );
    return found?.[0] as LanguageCloudName | undefined;
}

/** The cloud that a Language endpoint tells by its suffix; undefined for any other one, and for what is not known yet. */
export function languageCloudAt(endpoint: unknown): LanguageCloudName | undefined {
    const isUrl = typeof endpoint === "string" && URL.canParse(endpoint);
    return isUrl ? languageCloudOf(new URL(endpoint).hostname) : undefined;
}

/** The cloud that signs in: `cloud` when it is set, else the one of the endpoint's suffix, else the public one; what is not known yet has none. */
export function cloudOf({ endpoint, cloud }: { endpoint?: unknown; cloud?: unknown }): LanguageCloudName {
    if (typeof cloud === "string") {
        // `check` takes no other names; one that has no Language is refused when its audience is asked for.
        return cloud as LanguageCloudName;
    }
    return languageCloudAt(endpoint) ?? "public";
}

/** The scope to ask a token for, and where: what `ServiceRequest.auth` takes. */
export interface CloudAuth {
    scope: string;
    authorityHost: string;
}

/** Signing in to Azure AI Language; undefined where the cloud has none of its own. */
export function languageAuth(cloud: CloudName): CloudAuth | undefined {
    const { languageAudience, authorityHost } = cloudTable[cloud];
    return languageAudience ? { scope: `${languageAudience}/.default`, authorityHost } : undefined;
}

/** Signing in to Microsoft Graph. */
export function graphAuth(cloud: CloudName): CloudAuth {
    const { graphRoot, authorityHost } = cloudTable[cloud];
    return { scope: `${graphRoot}/.default`, authorityHost };
}

// Microsoft Entra exchanges a workload's token only if it was issued for the audience of its own cloud.
const tokenExchangeAudiences: readonly (readonly [authority: RegExp, audience: string])[] = [
    [/\.us$/, "api://AzureADTokenExchangeUSGov"],
    [/\.cn$/, "api://AzureADTokenExchangeChina"],
];

/** The audience of a workload's identity token that this authority, such as `https://login.microsoftonline.us`, exchanges. */
export function tokenExchangeAudience(authorityHost: string): string {
    const host = URL.canParse(authorityHost) ? new URL(authorityHost).hostname : authorityHost;
    const found = tokenExchangeAudiences.find(([authority]) => authority.test(host));
    return found?.[1] ?? "api://AzureADTokenExchange";
}
