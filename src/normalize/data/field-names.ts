// Kept by hand: what forms, lists and CRMs call the fields of a lead. Row: the field, then names in order of preference,
// compared without case, spaces and punctuation.

export const fieldNamesTable: string = `
createdAt|created at|created|created date|create date|date created|creation date|created on|createdtime|submitted at|submission date|submitted|submitted on|timestamp|received at|inserted at|lead created|lead created date
source|lead source|source|utm source|original source|leadsource|lead origin|acquisition source|origin|source channel|channel|how did you hear about us
email|email|email address|e mail|work email|business email|company email|mail|e mail address|contact email|primary email|email 1|corporate email|your email|emailid|email id|person email|lead email|correo|correo electronico|courriel|adresse e mail|e mail adresse|user email
phone|phone|phone number|telephone|mobile|mobile phone|mobile number|work phone|business phone|telephone number|tel|cell|cell phone|direct phone|contact number|contact phone|phone 1|primary phone|phone no|telefon|telefono|telefone|téléphone|handy|mobil|company phone|hq phone
company|company|company name|account name|account|organization|organisation|organization name|organisation name|employer|business name|firm|firma|unternehmen|entreprise|société|empresa|azienda|associated company|current company|business
employees|employees|number of employees|no of employees|num employees|numberofemployees|numemployees|employee count|company size|companysize|employee range|headcount|size|team size|employee size|employeecount|employees range|employee band|mitarbeiter|mitarbeiterzahl|anzahl mitarbeiter|effectif|empleados
jobTitle|job title|title|jobtitle|position|role|job role|job|designation|occupation|contact title|berufsbezeichnung|poste|puesto|cargo|funktion
seniority|seniority|seniority level|job level|management level|level
jobFunction|job function|department|function|departments|job department|business function|abteilung
industry|industry|company industry|sector|vertical|industry sector|branche|secteur|industria|primary industry
products|products|product|product interest|products of interest|product of interest|interested in|interest|solution|solutions|product line
country|country|country code|country name|country region|countryregion|mailing country|billing country|company country|land|pays|pais|nation|ip country|location country|hq country|person country|address country|nazione|paese
region|state|province|region|state province|state region|stateprovince|state or province|state code|mailing state|billing state|bundesland|provincia|estado|company state|region code|subdivision|county|state name|person state|address state|hq state|departement|prefecture|territory
postalCode|postal code|zip|zip code|zipcode|postcode|post code|postalcode|zip postal code|mailing zip|billing zip|plz|postleitzahl|code postal|codigo postal|cap|pin code|pincode|zip code postal code|mailing postal code|billing postal code|mailing zip postal code|postal
timeZone|time zone|timezone|tz|time zone sid key|contact time zone
language|language|preferred language|lang|locale|languages|sprache|langue|idioma|lingua|taal|language preference|spoken language
value|value|deal value|amount|expected value|deal amount|expected revenue|budget|estimated value|opportunity amount|deal size|potential value|opportunity value|estimated budget|price|estimated deal value
tags|tags|labels|tag|keywords
activities|activities|engagements|activity|behavior|behaviour
`;
