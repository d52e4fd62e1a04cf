/** The form in which two user principal names are compared: Microsoft Entra ignores their letter case. */
export function canonicalUpn(userPrincipalName: string): string {
    return userPrincipalName.toLowerCase();
}
