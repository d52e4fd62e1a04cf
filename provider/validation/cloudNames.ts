/** The clouds that have Azure AI Language endpoints of their own. */
export const languageCloudNames = ["public", "usgovernment", "china"] as const;

/** The clouds that have a Microsoft Graph root of their own. */
export const graphCloudNames = ["public", "usgovernment", "usgovernmentdod", "china"] as const;

/** A cloud of {@link languageCloudNames}. */
export type LanguageCloudName = (typeof languageCloudNames)[number];

/** An Azure cloud by the name that inputs use: one of {@link graphCloudNames}, which are all there are. */
export type CloudName = (typeof graphCloudNames)[number];
