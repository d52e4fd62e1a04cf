import type { DoctorRequest } from "./arguments";
import { examineDevice } from "./device";
import { Findings, type Report } from "./findings";
import { examineProject } from "./project";
import { openSession, type SessionOptions } from "./session";

/** Looks at everything that was asked about, one after the other, and changes nothing. Rejects only where this program itself is wrong. */
export async function examine(request: DoctorRequest, options: Omit<SessionOptions, "timeoutInMs">): Promise<Report> {
    const session = openSession({ ...options, timeoutInMs: request.timeoutInMs });
    const findings = new Findings();
    const project = request.project && (await examineProject({ session, findings, asked: request.project }));
    const device = request.device && (await examineDevice({ session, findings, asked: request.device }));
    return { ok: findings.ok, findings: findings.all, project, device };
}
