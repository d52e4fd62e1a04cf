import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { LanguageKeys } from "../../provider/dist/auth/secrets";
import { asError } from "../../provider/dist/core/errors";
import { sameJson } from "../../provider/dist/core/json";
import { isUnknown } from "../../provider/dist/core/unknown";
import { DeploymentsConfig } from "../../provider/dist/lifecycle/deploymentsConfig";
import { graphCloudNames } from "../../provider/dist/validation/clouds";
import { Findings, type TextRule, withoutName } from "../../provider/dist/validation/findings";
import { isGuid } from "../../provider/dist/validation/ids";
import { oneOfRule } from "../../provider/dist/validation/rules";
import { refuseUnknownNames } from "../../provider/dist/validation/unknownNames";
import { close, type Opened, open, type Properties } from "./wire/values";

/** The provider's configuration: of the stack (`azure-assignments:NAME`), or of an explicit provider. */
export interface ProviderConfig {
    /** JSON text: Language keys by host. */
    languageKeys?: string;
    /** JSON text: `true`, or a list of project names. */
    deleteDeployments?: string;
    /** The tenant to sign in to, whatever the environment says. */
    tenantId?: string;
    /** The application, or the managed identity, to sign in as. */
    clientId?: string;
    /** The cloud of resources and functions that name none. */
    cloud?: string;
}

const names = ["languageKeys", "deleteDeployments", "tenantId", "clientId", "cloud"] as const;

/** What the engine puts beside a provider's own configuration. */
const engineNames = ["version", "pluginDownloadURL", "pluginChecksums", "parameterization"];

const tenantRule: TextRule = (text) =>
    isGuid(text) || /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(text)
        ? undefined
        : { problem: "is neither the id of a tenant nor one of its domains" };
const clientRule: TextRule = (text) => (isGuid(text) ? undefined : { problem: "is not a GUID" });

/** The advice for each name; `languageKeys` and `deleteDeployments` have their own where they are read. */
const rules: Readonly<Record<"tenantId" | "clientId" | "cloud", { advice: string; rule: TextRule }>> = {
    tenantId: {
        advice: 'Give the tenant\'s id, or a domain such as "contoso.onmicrosoft.com".',
        rule: tenantRule,
    },
    clientId: {
        advice: "Give the id of the application (not of its object), or of the user-assigned managed identity.",
        rule: clientRule,
    },
    cloud: { advice: 'Give a cloud, for example "usgovernment".', rule: oneOfRule(graphCloudNames) },
};

/** Checks the provider's configuration; what is not known yet passes. */
export function checkConfig(request: pb.CheckRequest): pb.CheckResponse {
    const news = open(request.getNews());
    const findings = new Findings(["languageKeys", ...news.secrets]);
    const own = Object.entries(news.values).filter(([name]) => !name.startsWith("__") && !engineNames.includes(name));
    refuseUnknownNames(findings, Object.fromEntries(own), names, { prefix: "", noun: "a setting of this provider" });
    for (const [name, { advice, rule }] of Object.entries(rules)) {
        const value = news.values[name];
        if (value !== undefined && value !== null) {
            findings.checkText(name, value, advice, rule);
        }
    }
    checkTexts(findings, news);
    const response = new pb.CheckResponse().setInputs(close(news.values, secretsOf(news)));
    const failures = findings.failures.map(withoutName);
    response.setFailuresList(failures.map(({ reason }) => new pb.CheckFailure().setReason(reason)));
    return response;
}

function checkTexts(findings: Findings, { values }: Opened): void {
    const { languageKeys, deleteDeployments } = textsOf(values);
    if (!isUnknown(languageKeys)) {
        try {
            new LanguageKeys({ config: languageKeys });
        } catch (error) {
            findings.add("languageKeys", asError(error).message);
        }
    }
    const { problem } = new DeploymentsConfig({
        config: isUnknown(deleteDeployments) ? undefined : deleteDeployments,
    });
    if (problem !== undefined) {
        findings.add("deleteDeployments", problem);
    }
}

/** Says whether the configuration has changed; a change of it replaces no provider, and so none of its resources. */
export function diffConfig(request: pb.DiffRequest): pb.DiffResponse {
    const [olds, news] = [request.getOldInputs() ?? request.getOlds(), request.getNews()].map(
        (struct) => open(struct).values,
    );
    const { DIFF_SOME, DIFF_NONE } = pb.DiffResponse.DiffChanges;
    const changed = names.filter((name) => !sameJson(olds?.[name], news?.[name]));
    const response = new pb.DiffResponse().setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE);
    response.setDiffsList(changed);
    return response;
}

/** Reads the configuration from `Configure`. */
export function readConfig(request: pb.ConfigureRequest): { config: ProviderConfig; secrets: string[] } {
    const opened = open(request.getArgs());
    return { config: textsOf(opened.values), secrets: secretsOf(opened) };
}

/** What an explicit provider signs in with, in words of the environment: it comes before what is there. */
export function variablesOf({ tenantId, clientId }: ProviderConfig): Record<string, string> {
    return {
        ...(tenantId ? { AZURE_TENANT_ID: tenantId, ARM_TENANT_ID: tenantId } : {}),
        ...(clientId ? { AZURE_CLIENT_ID: clientId, ARM_CLIENT_ID: clientId } : {}),
    };
}

/** The engine hands over texts, and JSON text for all else; some languages hand over values. */
function textsOf(values: Properties): ProviderConfig {
    const present = names.filter((name) => values[name] !== undefined && values[name] !== null);
    return Object.fromEntries(present.map((name) => [name, asText(values[name])]));
}

function asText(value: unknown): string {
    return typeof value === "string" ? value : JSON.stringify(value);
}

function secretsOf({ values, secrets }: Opened): string[] {
    return "languageKeys" in values ? [...new Set([...secrets, "languageKeys"])] : secrets;
}
