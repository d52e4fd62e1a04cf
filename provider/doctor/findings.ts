/** What a finding means for a run: fine, worth knowing, not to be proved by reading, or something that will fail. */
export type Verdict = "ok" | "note" | "unproven" | "fails";

/** What a finding is about. */
export type Topic = "network" | "sign-in" | "project" | "up" | "unassign" | "device" | "permissions";

/** One thing that the doctor found out, or could not. */
export interface Finding {
    topic: Topic;
    verdict: Verdict;
    /** A sentence or two. */
    text: string;
}

/** A member of the project, or one that was asked about, and what an `up` that declares it does. */
export interface MemberReport {
    azureResourceId: string;
    /** As the service lists it; undefined where it is not assigned. */
    region?: string;
    /** `leave` is what is assigned and was not asked about. */
    up: "assign" | "adopt" | "leave";
    /** The deployments that unassigning it would delete. */
    deployments: string[];
}

/** A project as it was found. */
export interface ProjectReport {
    endpoint: string;
    projectName: string;
    projectKind: string;
    apiVersion: string;
    members: MemberReport[];
    /** All its deployments, by name; undefined where they could not be listed. */
    deployments?: string[];
    /** Those of them of which the service does not say where they are. */
    deploymentsOfUnknownPlace?: string[];
}

/** All that the doctor says. */
export interface Report {
    /** False if anything will fail. */
    ok: boolean;
    findings: Finding[];
    project?: ProjectReport;
    /** The device with what it shows; nothing of it is secret. */
    device?: object;
}

/** Gathers findings about one topic after another. */
export class Findings {
    readonly all: Finding[] = [];

    /** Notes one finding. */
    add(topic: Topic, verdict: Verdict, text: string): void {
        this.all.push({ topic, verdict, text });
    }

    /** Whether nothing was found that will fail. */
    get ok(): boolean {
        return this.all.every(({ verdict }) => verdict !== "fails");
    }
}
