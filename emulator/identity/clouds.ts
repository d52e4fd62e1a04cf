/** The clouds whose services can be stood in for. */
export type Cloud = "public" | "usgovernment" | "usgovernmentdod" | "china";

/** The two services that take tokens. */
export type Service = "language" | "graph";

// The DoD cloud has a Graph of its own and shares the Cognitive Services audience of US Government.
const audiences: Readonly<Record<Cloud, Readonly<Record<Service, string>>>> = {
    public: { language: "https://cognitiveservices.azure.com", graph: "https://graph.microsoft.com" },
    usgovernment: { language: "https://cognitiveservices.azure.us", graph: "https://graph.microsoft.us" },
    usgovernmentdod: { language: "https://cognitiveservices.azure.us", graph: "https://dod-graph.microsoft.us" },
    china: { language: "https://cognitiveservices.azure.cn", graph: "https://microsoftgraph.chinacloudapi.cn" },
};

/** The names of the clouds. */
export const cloudNames = Object.keys(audiences) as readonly Cloud[];

/** Returns the audience that a token must be for, for this service in this cloud. */
export function audienceOf(cloud: Cloud, service: Service): string {
    return audiences[cloud][service];
}

/** Says whether tokens of this audience are issued: it is one of a service here, in any cloud. */
export function isKnownAudience(audience: string): boolean {
    return cloudNames.some((cloud) => Object.values(audiences[cloud]).includes(audience));
}
