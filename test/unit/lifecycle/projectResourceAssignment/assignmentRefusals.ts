import { accountId, member, type Refusal, unknown, withMember } from "../../support/goodInputs";

const goodEndpoint = /for example "https:\/\/contoso\.cognitiveservices\.azure\.com"/;
const goodDomain = /for example "contoso"/;
const goodRegion = /for example "westus"/;
const goodName = /for example "Travel-Agent_1\.0"/;

/** Bad inputs of a `ProjectResourceAssignment`, one or more for each rule. */
export const assignmentRefusals: Refusal[] = [
    // endpoint
    { change: { endpoint: undefined }, property: "endpoint", says: [/missing/, goodEndpoint] },
    { change: { endpoint: "" }, property: "endpoint", says: [/"" is empty/, goodEndpoint] },
    { change: { endpoint: "contoso" }, property: "endpoint", says: [/"contoso" is not a URL/, goodEndpoint] },
    { change: { endpoint: "https://" }, property: "endpoint", says: [/"https:\/\/" is not a URL/, goodEndpoint] },
    { change: { endpoint: "https:contoso.com" }, property: "endpoint", says: [/not a URL/, goodEndpoint] },
    { change: { endpoint: "https://con toso.com" }, property: "endpoint", says: [/not a URL/, goodEndpoint] },
    { change: { endpoint: "https://contoso.com\\x" }, property: "endpoint", says: [/not a URL/, goodEndpoint] },
    { change: { endpoint: "https://contoso.com:99999" }, property: "endpoint", says: [/not a URL/, goodEndpoint] },
    { change: { endpoint: " https://contoso.com" }, property: "endpoint", says: [/blanks around/, goodEndpoint] },
    { change: { endpoint: "https://contoso.com\n" }, property: "endpoint", says: [/blanks around/, goodEndpoint] },
    { change: { endpoint: "http://contoso.com" }, property: "endpoint", says: [/not an https address/, goodEndpoint] },
    { change: { endpoint: "ftp://contoso.com" }, property: "endpoint", says: [/not an https address/, goodEndpoint] },
    { change: { endpoint: "http://127.0.0.1.evil.com" }, property: "endpoint", says: [/not an https address/] },
    { change: { endpoint: "https://contoso.com/language" }, property: "endpoint", says: [/has a path/, goodEndpoint] },
    { change: { endpoint: "https://contoso.com//" }, property: "endpoint", says: [/has a path/, goodEndpoint] },
    { change: { endpoint: "https://contoso.com?a=b" }, property: "endpoint", says: [/has a query/, goodEndpoint] },
    { change: { endpoint: "https://contoso.com/#top" }, property: "endpoint", says: [/has a fragment/, goodEndpoint] },
    { change: { endpoint: "https://me@contoso.com" }, property: "endpoint", says: [/user information/, goodEndpoint] },
    {
        change: { endpoint: "https://westeurope.api.cognitive.microsoft.com" },
        property: "endpoint",
        says: [/"https:\/\/westeurope\.api\.cognitive\.microsoft\.com" is a regional endpoint.*Entra/, goodEndpoint],
    },
    {
        change: { endpoint: "https://VIRGINIA.api.cognitive.microsoft.us/" },
        property: "endpoint",
        says: [/regional endpoint/],
    },
    {
        change: { endpoint: "https://chinaeast2.api.cognitive.azure.cn" },
        property: "endpoint",
        says: [/regional endpoint/],
    },
    { change: { endpoint: 5 }, property: "endpoint", says: [/^5 is a number, not a string/, goodEndpoint] },
    { change: { endpoint: true }, property: "endpoint", says: [/^true is a boolean, not a string/, goodEndpoint] },
    { change: { endpoint: ["a", "b"] }, property: "endpoint", says: [/^a list of 2 is a list, not/, goodEndpoint] },
    { change: { endpoint: {} }, property: "endpoint", says: [/^an object is an object, not a string/, goodEndpoint] },
    // projectName
    { change: { projectName: undefined }, property: "projectName", says: [/missing/, goodName] },
    { change: { projectName: "" }, property: "projectName", says: [/empty/, goodName] },
    { change: { projectName: "." }, property: "projectName", says: [/"\." would leave its place/, goodName] },
    { change: { projectName: ".." }, property: "projectName", says: [/"\.\." would leave its place/, goodName] },
    { change: { projectName: "my project" }, property: "projectName", says: [/"my project" has characters/, goodName] },
    { change: { projectName: "a/b" }, property: "projectName", says: [/"a\/b" has characters/, goodName] },
    { change: { projectName: "Türkçe" }, property: "projectName", says: [/has characters/, goodName] },
    { change: { projectName: "a\n" }, property: "projectName", says: [/has characters/, goodName] },
    { change: { projectName: "x".repeat(101) }, property: "projectName", says: [/longer than 100/, goodName] },
    // projectKind, cloud, existing
    { change: { projectKind: "Text" }, property: "projectKind", says: [/"Text" is none of "conversations", "text"/] },
    { change: { projectKind: "" }, property: "projectKind", says: [/"" is none of/, /for example "conversations"/] },
    {
        change: { cloud: "usgovernmentdod" },
        property: "cloud",
        says: [/"usgovernmentdod" has no Language endpoints.*public, usgovernment, china/, /for example/],
    },
    { change: { cloud: "azure" }, property: "cloud", says: [/"azure" is none of "public", "usgovernment", "china"/] },
    { change: { existing: "replace" }, property: "existing", says: [/"replace" is none of "adopt", "keep", "fail"/] },
    {
        change: { deleteDeployments: "true" },
        property: "deleteDeployments",
        says: [/"true" is a string, not true or false/],
    },
    { change: { deleteDeployments: 1 }, property: "deleteDeployments", says: [/1 is a number, not true or false/] },
    { change: { existing: false }, property: "existing", says: [/^false is a boolean, not a string/, /"adopt"/] },
    // apiVersion
    {
        change: { apiVersion: "2021-01-01" },
        property: "apiVersion",
        says: [/"2021-01-01" is not an api-version known/, /2022-10-01-preview, .*2025-11-15-preview/, /for example/],
    },
    {
        change: { apiVersion: "2023-04-01" },
        property: "apiVersion",
        says: [/"2023-04-01" cannot assign resources to conversations projects/, /2022-10-01-preview, .*2025-11-01/],
    },
    { change: { apiVersion: "2022-05-01" }, property: "apiVersion", says: [/cannot assign resources to conv/] },
    {
        change: { apiVersion: "2025-11-01", projectKind: "text" },
        property: "apiVersion",
        says: [/cannot assign resources to text projects/, /work for text projects: [^;]*2025-05-15-preview;/],
    },
    {
        change: { apiVersion: "2025-11-15-preview", projectKind: "text" },
        property: "apiVersion",
        says: [/cannot assign resources to text projects/],
    },
    {
        change: { apiVersion: "2021-01-01", projectKind: unknown },
        property: "apiVersion",
        says: [/work for projects: /],
    },
    { change: { apiVersion: 2022 }, property: "apiVersion", says: [/^2022 is a number, not a string/] },
    // resources
    { change: { resources: undefined }, property: "resources", says: [/missing/, /customDomain: "contoso"/] },
    { change: { resources: [] }, property: "resources", says: [/empty.*at least one/, /customDomain: "contoso"/] },
    { change: { resources: member }, property: "resources", says: [/^an object is an object, not a list/] },
    { change: { resources: "x" }, property: "resources", says: [/^"x" is a string, not a list/] },
    { change: { resources: [accountId] }, property: "resources[0]", says: [/is a string, not an object/, /region:/] },
    { change: { resources: [member, null] }, property: "resources[1]", says: [/^null is null, not an object/] },
    { change: { resources: [member, [member]] }, property: "resources[1]", says: [/is a list, not an object/] },
    {
        change: { resources: [member, { ...member, azureResourceId: accountId.toUpperCase() }] },
        property: "resources[1].azureResourceId",
        says: [/is the account that resources\[0\] names already/, /Name each account once/],
    },
    {
        change: withMember({ regoin: "westus" }),
        property: "resources[0].regoin",
        says: [/"regoin" is not a property of a resource/, /Did you mean "region"\?/],
    },
    // customDomain
    {
        change: withMember({ customDomain: null }),
        property: "resources[0].customDomain",
        says: [/missing/, goodDomain],
    },
    { change: withMember({ customDomain: "" }), property: "resources[0].customDomain", says: [/empty/, goodDomain] },
    {
        change: withMember({ customDomain: "https://contoso.cognitiveservices.azure.com" }),
        property: "resources[0].customDomain",
        says: [/is a URL.*leave out the scheme/, goodDomain],
    },
    {
        change: withMember({ customDomain: "contoso.cognitiveservices.azure.com/" }),
        property: "resources[0].customDomain",
        says: [/has a path/, goodDomain],
    },
    ...["contoso.com:443", "con toso", "-contoso", "a..b", "a_b", ".", "x".repeat(64)].map((customDomain) => ({
        change: withMember({ customDomain }),
        property: "resources[0].customDomain",
        says: [/is not a domain/, goodDomain],
    })),
    {
        change: withMember({ customDomain: 7 }),
        property: "resources[0].customDomain",
        says: [/^7 is a number/, goodDomain],
    },
    // region
    { change: withMember({ region: undefined }), property: "resources[0].region", says: [/missing/, goodRegion] },
    { change: withMember({ region: "" }), property: "resources[0].region", says: [/empty/, goodRegion] },
    { change: withMember({ region: "  " }), property: "resources[0].region", says: [/empty/, goodRegion] },
    { change: withMember({ region: " westus" }), property: "resources[0].region", says: [/blanks around/, goodRegion] },
    {
        change: withMember({ region: "west-us" }),
        property: "resources[0].region",
        says: [/"west-us" is not/, goodRegion],
    },
    {
        change: withMember({ region: "west\tus" }),
        property: "resources[0].region",
        says: [/is not the name/, goodRegion],
    },
    // timeouts
    { change: { timeouts: "30m" }, property: "timeouts", says: [/^"30m" is a string, not an object/, /create: "30m"/] },
    { change: { timeouts: [] }, property: "timeouts", says: [/is a list, not an object/] },
    { change: { timeouts: { create: "30" } }, property: "timeouts.create", says: [/"30" is not a duration/, /"30m"/] },
    { change: { timeouts: { read: "0s" } }, property: "timeouts.read", says: [/"0s" is not a duration/, /"1h30m"/] },
    { change: { timeouts: { delete: "25h" } }, property: "timeouts.delete", says: [/at most 24h/] },
    {
        change: { timeouts: { update: 30 } },
        property: "timeouts.update",
        says: [/^30 is a number, not a string/, /"30m"/],
    },
    { change: { timeouts: { creat: "30m" } }, property: "timeouts.creat", says: [/Did you mean "create"\?/] },
    // names
    { change: { resource: [member] }, property: "resource", says: [/not an input.*Did you mean "resources"\?/] },
    { change: { ProjectName: "x" }, property: "ProjectName", says: [/Did you mean "projectName"\?/] },
    { change: { apiVerison: "x" }, property: "apiVerison", says: [/Did you mean "apiVersion"\?/] },
    { change: { deviceId: "x" }, property: "deviceId", says: [/not an input.* The names are endpoint, projectName, /] },
    ...["pending", "lastAssignJob", "lastUnassignJob"].map((name) => ({
        change: { [name]: {} },
        property: name,
        says: [/is an output/],
    })),
];
