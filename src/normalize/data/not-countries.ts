// Kept by hand, folded.

/** What a country field must not be read as: regions of the world, and names that two countries share. */
export const notCountriesTable: string = `
emea|apac|amer|americas|latam|mena|anz|dach|benelux|nordics|nordic|scandinavia|europe|eu|european union|asia|africa|oceania|north america|
south america|latin america|central america|middle east|far east|asia pacific|global|worldwide|international|world|rest of world|row|korea|
virgin islands|yugoslavia|soviet union|ussr|caribbean|baltics|iberia|gcc|cis|noram|eea|efta|asean|uki|overseas|abroad|earth|region|state|
country|county|province|city|nation|home|eastern europe|western europe|central europe|southeast asia|south asia|east asia|west africa|
east africa|sub saharan africa|antarctic|west indies|british isles|gulf|remote|online|web|everywhere|multiple|multi country|guiana|
`;
