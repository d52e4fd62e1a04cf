import { canonicalRegion } from "./ids";
import { nearestName } from "./unknownNames";

/** Azure's regions by late 2026, of all clouds. Azure adds to them, so that others are taken too. */
const knownRegions = [
    "australiacentral australiacentral2 australiaeast australiasoutheast austriaeast belgiumcentral brazilsouth brazilsoutheast",
    "canadacentral canadaeast centralindia centralus chilecentral chinaeast chinaeast2 chinaeast3 chinanorth chinanorth2 chinanorth3",
    "eastasia eastus eastus2 francecentral francesouth germanynorth germanywestcentral indonesiacentral israelcentral italynorth",
    "japaneast japanwest jioindiacentral jioindiawest koreacentral koreasouth malaysiawest mexicocentral newzealandnorth",
    "northcentralus northeurope norwayeast norwaywest polandcentral qatarcentral southafricanorth southafricawest southcentralus",
    "southeastasia southindia spaincentral swedencentral swedensouth switzerlandnorth switzerlandwest uaecentral uaenorth uksouth",
    "ukwest usdodcentral usdodeast usgovarizona usgovtexas usgovvirginia westcentralus westeurope westindia westus westus2 westus3",
].flatMap((line) => line.split(" "));

const withoutNumber = (region: string) => region.replace(/\d+$/, "");
const knownNames = new Set(knownRegions.map(withoutNumber));

/** The region that one wrong, missing, surplus or swapped letter has made this of; a new number of one that is known is no mistake. */
export function misspeltRegion(region: string): string | undefined {
    const name = canonicalRegion(region);
    return knownNames.has(withoutNumber(name)) ? undefined : nearestName(name, knownRegions, 1);
}
