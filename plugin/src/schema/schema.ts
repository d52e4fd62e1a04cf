export function schemaOf(version: string): Record<string, unknown> {
    return { name: "azure-assignments", version };
}
