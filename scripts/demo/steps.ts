import { accounts, device, members, project } from "./cast";
import type { Operation, RunResult } from "./demoStack";
import type { Demand, Holdings, Services } from "./services";

type Changes = RunResult["changes"];

/** One step of the demo: what is done, and what must have come of it. */
export interface Step {
    title: string;
    operation: Operation;
    /** Said before. */
    before: string;
    /** What others do before. */
    outside?: (services: Services) => void;
    /** What the program is given from now on. */
    config?: Readonly<Record<string, string>>;
    /** Said after. */
    after: string;
    /** What the services must hold afterwards. */
    holds: Holdings;
    /** How many resources the engine must have changed, and how. */
    changes: Changes;
    /** What the services must have been asked. */
    asks: Demand;
}

const binding = { name: "room-12", deviceId: device.id };

/** What the program is given in the beginning, besides the addresses of the services. */
export const firstConfig = {
    projectName: project.name,
    resources: JSON.stringify([members.westEurope, members.northEurope]),
    bindings: JSON.stringify([{ ...binding, userPrincipalName: accounts.room, addressableUserName: "Room 12" }]),
    // The demo destroys what it makes.
    protect: "false",
};

const untouched: Holdings = { resources: ["contoso-lab"], deployments: [], account: undefined };
const declared: Holdings = {
    resources: ["contoso-lab", "contoso-neu", "contoso-weu"],
    deployments: [],
    account: accounts.room,
};
const drifted: Holdings = { resources: ["contoso-lab", "contoso-weu"], deployments: [], account: accounts.lobby };

/** The demo, step by step. */
export const steps: readonly Step[] = [
    {
        title: "Preview: what would be done?",
        operation: "preview",
        before:
            `The program declares that the Language project ${project.name} may be deployed to contoso-weu and contoso-neu, and that the ` +
            `Autopilot device ${device.displayName} is assigned the account ${accounts.room}. contoso-lab is a colleague's: it is there already, and nobody declares it.`,
        after: "A preview checks the inputs and tells what it would do. It asked the services nothing.",
        holds: untouched,
        changes: { create: 2 },
        asks: "nothing",
    },
    {
        title: "Up: make it so",
        operation: "up",
        before: "The assignment is a job of the service; it is started once and followed to its end.",
        after: "Both resources were assigned by one job, and the device is bound. What the colleague has stays as it is.",
        holds: declared,
        changes: { create: 2 },
        asks: "to change",
    },
    {
        title: "Up again: nothing to do",
        operation: "up",
        before: "The same program once more.",
        after: "Nothing has changed, so nothing was asked of the services.",
        holds: declared,
        changes: { same: 2 },
        asks: "nothing",
    },
    {
        title: "Refresh: see what others did",
        operation: "refresh",
        before: `Meanwhile somebody unassigns contoso-neu by hand, and somebody else binds ${device.displayName} to ${accounts.lobby}.`,
        outside: (services) => services.meddle(members.northEurope, accounts.lobby),
        after: "Refresh found both, wrote them into the state, and changed nothing in the services.",
        holds: drifted,
        changes: { update: 2 },
        asks: "to look",
    },
    {
        title: "Up: heal it",
        operation: "up",
        before: "The program has not changed, but the state now says that what is declared is no longer so.",
        after: "Only what was missing was done: contoso-neu is assigned again, and the device has its own account again.",
        holds: declared,
        changes: { update: 2 },
        asks: "to change",
    },
    {
        title: "Preview: a deployment is in the way",
        operation: "preview",
        before:
            "contoso-eus joins and contoso-neu leaves; the device becomes the boardroom's. But somebody has deployed the project to contoso-neu, " +
            "and unassigning deletes that deployment.",
        outside: (services) => services.deploy(members.northEurope),
        config: {
            resources: JSON.stringify([members.westEurope, members.eastUs]),
            bindings: JSON.stringify([
                { ...binding, userPrincipalName: accounts.boardroom, addressableUserName: "Boardroom" },
            ]),
        },
        after:
            "The preview looked which deployments there are, since a member would be unassigned, and names what would go. An up would " +
            "be refused, and nothing be unassigned, unless the program says that deployments may go.",
        holds: { ...declared, deployments: ["deployment production on contoso-neu"] },
        changes: { update: 2 },
        asks: "to look",
    },
    {
        title: "Up: change what is declared",
        operation: "up",
        before: "The deployment was a trial, and may go: the program says deleteDeployments: true.",
        config: { deleteDeployments: "true" },
        after: "contoso-eus was assigned before contoso-neu was unassigned. The deployment on contoso-neu is gone, as the program allows.",
        holds: {
            resources: ["contoso-eus", "contoso-lab", "contoso-weu"],
            deployments: [],
            account: accounts.boardroom,
        },
        changes: { update: 2 },
        asks: "to change",
    },
    {
        title: "Destroy: give it all back",
        operation: "destroy",
        before: "Destroy unassigns and unbinds what the stack owns, and nothing else.",
        after: "The services hold what they held in the beginning: the colleague's resource is still there.",
        holds: untouched,
        changes: { delete: 2 },
        asks: "to change",
    },
];
