/** What of a member can be declared. */
interface MemberShape {
    region: string;
    customDomain: string;
}

/** Whether two have the same region and the same domain. */
export function sameMember(one: MemberShape | undefined, other: MemberShape | undefined): boolean {
    return one?.region.toLowerCase() === other?.region.toLowerCase() && one?.customDomain === other?.customDomain;
}
