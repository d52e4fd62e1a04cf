import type { Rule } from "../player/runRecord";
import { saysSo } from "../player/saysSo";

/**
 * What a run of the stack has ever assigned, bound or adopted, and is still there with nobody else having touched it, is in the state,
 * or the run has said that it is the stack's own no longer. A state that is in doubt is no excuse: what is unknown to it stays for ever.
 */
export const assignedIsKnown: Rule = ({ ours, owned, ownedAfter, report, operation }) =>
    report.crashed
        ? []
        : [...ours]
              .filter((key) => !ownedAfter.members.has(key) && !ownedAfter.devices.has(key) && !saysSo(report, key))
              .map((key) => {
                  const was = [...(owned.members.get(key) ?? owned.devices.get(key) ?? [])].map(({ owner }) => owner);
                  return `${operation} left ${key}, which was of ${was.join(" and ") || "nobody"}, and neither the state nor a line tells`;
              });
