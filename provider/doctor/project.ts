import {
    type AffectedDeployments,
    affectedDeployments,
    type Deployment,
    deploymentNames,
} from "../language/deployments";
import { type AssignedResource, findMember, idSet } from "../language/members";
import { type ProjectAddress, projectLabel } from "../language/projectAddress";
import { describeUnlocated } from "../language/queue/deploymentGuard";
import { DeploymentsConfig, deploymentsVariable } from "../lifecycle/deploymentsConfig";
import { listProjectResources } from "../lifecycle/functions/lookUps";
import { isNewerVersion } from "../validation/apiVersions";
import { cloudOf, languageAuth, languageCloudOf } from "../validation/clouds";
import { isLoopbackHost } from "../validation/endpoint";
import { canonicalRegion } from "../validation/ids";
import type { Findings, MemberReport, ProjectReport } from "./findings";
import { look, noteSignIn } from "./looking";
import { probe } from "./network";
import type { Session } from "./session";
import type { AskedMember, AskedProject } from "./targets";

/** What is examined, and where what comes of it goes. */
interface Examination {
    session: Session;
    findings: Findings;
    asked: AskedProject;
}

const owner = "Cognitive Services Language Owner";

/** Looks at a project: whether it is there, what is assigned and deployed, and what an `up` with the given members would do. */
export async function examineProject(examination: Examination): Promise<ProjectReport | undefined> {
    const { session, findings, asked } = examination;
    const { project } = asked;
    judgeAddress(findings, project);
    if (!(await probe(session, findings, project.endpoint, "Azure AI Language"))) {
        return undefined;
    }
    const list = await look(findings, "project", () => listProjectResources(session, asked.inputs));
    const auth = languageAuth(cloudOf(project));
    if (auth) {
        noteSignIn(session, findings, "Azure AI Language", auth);
    }
    if (!list) {
        return undefined;
    }
    const deployments = await look(findings, "project", () =>
        session.language.deployments(project, session.deadline()),
    );
    findings.add("project", "ok", `There is ${projectLabel(project)}, with ${holdings(list, deployments)}.`);
    session.names.learn(asked.members.map(({ azureResourceId }) => azureResourceId));
    const members = membersOf(list, asked.members, deployments);
    predictUp(examination, members);
    predictUnassign(examination, members, deployments);
    nameRoles(examination);
    return reportOf(project, members, deployments);
}

function holdings({ length }: readonly AssignedResource[], deployments: readonly Deployment[] | undefined): string {
    const deployed = deployments
        ? `${deployments.length} ${deployments.length === 1 ? "deployment" : "deployments"}`
        : "deployments that cannot be listed";
    return `${length} assigned ${length === 1 ? "resource" : "resources"} and ${deployed}`;
}

function reportOf(
    { endpoint, projectName, projectKind, apiVersion }: ProjectAddress,
    members: MemberReport[],
    deployments: readonly Deployment[] | undefined,
): ProjectReport {
    return {
        endpoint,
        projectName,
        projectKind,
        apiVersion,
        members,
        deployments: deployments?.map(({ name }) => name),
        deploymentsOfUnknownPlace: deployments && affectedDeployments(deployments, []).unlocated,
    };
}

/** What is well-formed and still may not be what was meant. */
function judgeAddress(findings: Findings, project: ProjectAddress): void {
    const { hostname } = new URL(project.endpoint);
    const cloud = languageCloudOf(hostname);
    if (cloud === undefined && !isLoopbackHost(hostname)) {
        findings.add(
            "network",
            "note",
            `${hostname} is no host of Azure AI Language in any cloud: it must be a gateway or a private name that leads there.`,
        );
    }
    if (cloud !== undefined && cloud !== cloudOf(project)) {
        findings.add(
            "network",
            "note",
            `${hostname} belongs to the cloud "${cloud}", but "${cloudOf(project)}" is what is signed in to: such a token is hardly accepted there.`,
        );
    }
    if (isNewerVersion(project.apiVersion)) {
        findings.add(
            "project",
            "note",
            `The api-version ${project.apiVersion} is newer than all that are known here; it is spoken to as the newest of those.`,
        );
    }
}

/** The members that are there and those that were asked about, each with what an `up` does and an unassign would delete. */
function membersOf(
    list: readonly AssignedResource[],
    asked: readonly AskedMember[],
    deployments: readonly Deployment[] = [],
): MemberReport[] {
    const isAsked = idSet(asked.map(({ azureResourceId }) => azureResourceId));
    const present = list.map(
        ({ azureResourceId, region }): MemberReport => ({
            azureResourceId,
            region,
            up: isAsked.has(azureResourceId) ? "adopt" : "leave",
            deployments: affectedDeployments(deployments, [azureResourceId]).deleted,
        }),
    );
    const missing = asked
        .filter(({ azureResourceId }) => !findMember(list, azureResourceId))
        .map(({ azureResourceId }): MemberReport => ({ azureResourceId, up: "assign", deployments: [] }));
    return [...missing, ...present];
}

/** Says what a first `up` that declares the members does, in the words of a preview. */
function predictUp({ session: { names }, findings, asked }: Examination, members: readonly MemberReport[]): void {
    if (asked.members.length === 0) {
        return;
    }
    const called = (up: MemberReport["up"]) =>
        names.list(members.filter((one) => one.up === up).map((one) => one.azureResourceId));
    const [assign, adopt, leave] = [called("assign"), called("adopt"), called("leave")];
    if (assign) {
        findings.add("up", "ok", `An up assigns ${assign}.`);
    }
    if (adopt) {
        findings.add(
            "up",
            "ok",
            `An up finds ${adopt} assigned already and adopts it, so that a destroy will unassign it. With existing: "keep" it is left to whoever assigned it.`,
        );
    }
    if (leave) {
        findings.add("up", "ok", `An up leaves alone what it does not declare: ${leave}.`);
    }
}

/** Says what unassigning would delete, which is what makes a destroy or a change fail. */
function predictUnassign(
    examination: Examination,
    members: readonly MemberReport[],
    deployments: readonly Deployment[] | undefined,
): void {
    const { session, findings, asked } = examination;
    const { projectName } = asked.project;
    const config = new DeploymentsConfig({ variable: session.env[deploymentsVariable] });
    if (config.problem) {
        findings.add("unassign", "fails", config.problem);
    }
    if (!deployments) {
        return;
    }
    const allowed = config.allows(projectName);
    const fate = allowed
        ? `which ${deploymentsVariable} allows`
        : "so it is refused unless deleteDeployments allows it";
    for (const { azureResourceId, deployments: names } of members.filter((one) => one.deployments.length > 0)) {
        findings.add(
            "unassign",
            "note",
            `Unassigning ${session.names.one(azureResourceId)} would delete ${deploymentNames(names)}, ${fate}.`,
        );
    }
    judgeUnlocated(findings, affectedDeployments(deployments, []));
    judgeRegions(examination, members, allowed);
}

function judgeUnlocated(findings: Findings, { unlocated }: AffectedDeployments): void {
    if (unlocated.length > 0) {
        const text = describeUnlocated(unlocated);
        findings.add(
            "unassign",
            "unproven",
            `${text.charAt(0).toUpperCase()}${text.slice(1)}: what is on a resource that is unassigned is deleted too.`,
        );
    }
}

/** A create adopts a member as it is; the next up then changes it, which is to unassign it. */
function judgeRegions(
    { session: { names }, findings, asked }: Examination,
    members: readonly MemberReport[],
    allowed: boolean,
): void {
    for (const { azureResourceId, region } of asked.members) {
        const found = findMember(members, azureResourceId);
        if (found?.region && region && canonicalRegion(found.region) !== canonicalRegion(region)) {
            const refused = found.deployments.length > 0 && !allowed;
            const text = `${names.one(azureResourceId)} is assigned with region ${found.region}, not ${region}. A first up adopts it so, and the next one unassigns it and assigns it again`;
            findings.add(
                "up",
                refused ? "fails" : "note",
                `${text}${refused ? `, which is refused: it would delete ${deploymentNames(found.deployments)}` : ""}. Declare ${found.region} to keep it.`,
            );
        }
    }
}

/** Roles are granted in Azure Resource Manager, which the provider never asks: only a write proves them. */
function nameRoles({ session: { names }, findings, asked }: Examination): void {
    const { host } = new URL(asked.project.endpoint);
    const ids = asked.members.map(({ azureResourceId }) => azureResourceId);
    const targets = ids.length > 0 ? `on ${names.list(ids)}` : "on each resource to be assigned";
    findings.add(
        "permissions",
        "unproven",
        `Assigning and unassigning need the role "${owner}" on the Language resource at ${host} and ${targets}. Reading does not prove that it is granted.`,
    );
}
