"""One small document of each structured format; each tells two papers, the first in full."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import tempfile
from pathlib import Path

TITLE = "Rényi entropies & [graphs]"
ABSTRACT = "We measure <i>x</i> and ask why."

BIBTEX = r"""
@article{renyi1961,
  author = {R{\'e}nyi, Alfr\'ed and {The Graph Group} and van der Berg, Jan},
  title = {R{\'e}nyi entropies \& [graphs]}, journal = {Annals}, volume = 3, number = 2,
  pages = {5--9}, year = 1961, month = mar, doi = {10.1000/ABC},
  keywords = {entropy, graphs}, abstract = {We measure <i>x</i> and ask why.} }
@misc{second, title = {Second}, author = {A. B. Cee}}
"""

RIS = """
TY  - JOUR
AU  - Rényi, Alfréd
AU  - The Graph Group
AU  - van der Berg, Jan
TI  - Rényi entropies
      & [graphs]
JO  - Annals
VL  - 3
IS  - 2
SP  - 5
EP  - 9
PY  - 1961/03//
DO  - 10.1000/ABC
KW  - entropy
KW  - graphs
AB  - We measure <i>x</i> and ask why.
TY  - BOOK
TI  - Second
AU  - Cee, A. B.
ER  -
"""

CSL: list[dict[str, object]] = [
    {
        "id": "renyi1961",
        "type": "article-journal",
        "title": "Rényi entropies & [graphs]",
        "author": [
            {"family": "Rényi", "given": "Alfréd"},
            {"literal": "The Graph Group"},
            {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
        ],
        "issued": {"date-parts": [[1961, 3]]},
        "container-title": "Annals",
        "volume": 3,
        "issue": "2",
        "page": "5-9",
        "DOI": "10.1000/ABC",
        "keyword": "entropy, graphs",
        "abstract": "We measure <i>x</i> and ask why.",
    },
    {"id": "second", "type": "book", "title": "Second", "author": [{"family": "Cee"}]},
]

NBIB = """
PMID- 123
TI  - Rényi entropies
      & [graphs]
FAU - Rényi, Alfréd
AU  - Rényi A
CN  - The Graph Group
FAU - van der Berg, Jan
AU  - van der Berg J
JT  - Annals
VI  - 3
IP  - 2
PG  - 5-9
DP  - 1961 Mar
LID - 10.1000/ABC [doi]
OT  - entropy
OT  - graphs
AB  - We measure <i>x</i>
      and ask why.

PMID- 124
TI  - Second
FAU - Cee, A B
"""

REFWORKS = """Refworks Export Tagged Format

Tag legend
*****
RT=Reference Type
FD=Publication Data,Free Form
*****
BEGIN EXPORTED REFERENCES

RT Journal Article
SR Electronic(1)
ID 271
A1 Rényi,Alfréd
A1 The Graph Group
A1 van der Berg,Jan
T1 Rényi entropies & [graphs]
JF Annals
YR 1961
FD Mar
VO 3
IS 2
SP 5
OP 9
K1 entropy
K1 graphs
AB We measure <i>x</i> and ask why.
DO 10.1000/ABC

RT Book, Whole
A1 Cee,A. B.
T1 Second
OL Unknown(0)
"""

OVID = """<1. >
VN  - Ovid Technologies
DB  - Journals@Ovid
AN  - 00135124-201001000-00018.
AU  - Rényi, Alfréd Ph.D. 1,2,+
AU  - The Graph Group
AU  - van der Berg, Jan [Reprint Author]
TI  - Rényi entropies
      & [graphs].  [Article]
SO  - Annals March 1961;3(2):5-9
VI  - 3
IP  - 2
PG  - 5-9
DG  - March 1961
YR  - 1961
DI  - 10.1000/ABC
KW  - entropy; graphs
AB  - We measure <i>x</i> and ask why.

<2. >
VN  - Ovid Technologies
DB  - Books@Ovid
AU  - Cee, A. B.
TI  - Second
"""

DBLP = """<?xml version="1.0" encoding="UTF-8"?>
<dblp>
<article mdate="2020-01-01" key="journals/ann/Renyi61">
<author>Alfr&eacute;d R&#233;nyi 0001</author>
<author>The Graph Group</author>
<author>Jan van der Berg</author>
<title>R&eacute;nyi entropies &amp; [graphs].</title>
<pages>5-9</pages><year>1961</year><month>March</month><volume>3</volume>
<journal>Annals</journal><number>2</number>
<ee>https://doi.org/10.1000/ABC</ee>
</article>
<inproceedings mdate="2020-01-01" key="conf/ann/Cee62"><author>A. B. Cee</author>
<title>Second</title></inproceedings>
<www mdate="2020-01-01" key="homepages/r/ARenyi"><author>Alfr&eacute;d R&eacute;nyi</author>
<title>Home Page</title></www>
</dblp>
"""

DATACITE: list[dict[str, object]] = [
    {
        "id": "10.1000/abc",
        "type": "dois",
        "attributes": {
            "doi": "10.1000/abc",
            "creators": [
                {"name": "Rényi, Alfréd", "givenName": "Alfréd", "familyName": "Rényi"},
                {"name": "The Graph Group", "nameType": "Organizational"},
                {"name": "van der Berg, Jan", "affiliation": ["ETH"]},
            ],
            "titles": [{"title": "Rényi entropies & [graphs]"}],
            "container": {"title": "Annals", "volume": "3", "firstPage": "5", "lastPage": "9"},
            "publicationYear": 1961,
            "dates": [{"date": "1961-03-02", "dateType": "Issued"}],
            "subjects": [{"subject": "entropy"}, {"subject": "graphs"}],
            "descriptions": [
                {"description": "Words.", "descriptionType": "Other"},
                {"description": "We measure <i>x</i> and ask why.", "descriptionType": "Abstract"},
            ],
            "types": {"citeproc": "article-journal"},
        },
    },
    {"id": "10.1000/abd", "attributes": {"creators": [], "titles": [{"title": "Second"}]}},
]

WOS = """FN Clarivate
VR 1.0
PT J
AU Renyi, A
   van der Berg, J
AF Rényi, Alfréd
   The Graph Group
   van der Berg, Jan
TI Rényi entropies
   & [graphs]
SO Annals
DE entropy; graphs
AB We measure <i>x</i> and ask why.
PD MAR
PY 1961
VL 3
IS 2
BP 5
EP 9
DI 10.1000/ABC
ER

PT J
AU Cee, A
TI Second
ER
EF
"""

ATOM = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">
 <title>arXiv Query</title>
 <entry>
  <id>http://arxiv.org/abs/2501.00001v2</id>
  <published>1961-03-05T10:00:00Z</published>
  <title>Rényi entropies
   &amp; [graphs]</title>
  <summary> We measure &lt;i&gt;x&lt;/i&gt; and ask why.</summary>
  <author><name>Alfréd Rényi</name></author><author><name>The Graph Group</name></author>
  <author><name>Jan van der Berg</name></author>
  <arxiv:doi>10.1000/ABC</arxiv:doi><arxiv:journal_ref>Annals</arxiv:journal_ref>
  <category term="math.PR"/><arxiv:primary_category term="cs.IT"/>
 </entry>
 <entry><id>http://arxiv.org/abs/hep-th/9901001v1</id><title>Second</title></entry>
</feed>
"""

OAI = """<?xml version="1.0"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>
<record><header><identifier>oai:arXiv.org:2501.00001</identifier></header>
<metadata><arXiv xmlns="http://arxiv.org/OAI/arXiv/">
 <id>2501.00001</id><created>1961-03-05</created>
 <authors><author><keyname>Rényi</keyname><forenames>Alfréd</forenames></author>
 <author><keyname>The Graph Group</keyname></author>
 <author><keyname>van der Berg</keyname><forenames>Jan</forenames></author></authors>
 <title>Rényi entropies &amp; [graphs]</title><categories>cs.IT math.PR</categories>
 <journal-ref>Annals</journal-ref><doi>10.1000/ABC</doi>
 <abstract> We measure &lt;i&gt;x&lt;/i&gt; and ask why. </abstract>
</arXiv></metadata></record>
<record><header><identifier>oai:arXiv.org:hep-th/9901001</identifier></header><metadata>
<oai_dc:dc xmlns:oai_dc="x" xmlns:dc="y"><dc:title>Second</dc:title><dc:creator>Cee, A.</dc:creator>
<dc:identifier>http://arxiv.org/abs/hep-th/9901001</dc:identifier><dc:date>1999-01-04</dc:date>
</oai_dc:dc></metadata></record>
</ListRecords></OAI-PMH>
"""

ENDNOTE = """<?xml version="1.0" encoding="UTF-8"?>
<xml><records><record><ref-type name="Journal Article">17</ref-type>
<contributors><authors><author><style face="normal">Rényi, Alfréd</style></author>
<author>The Graph Group</author><author>van der Berg, Jan</author></authors></contributors>
<titles><title><style>Rényi entropies </style><style face="bold">&amp; [graphs]</style></title>
<secondary-title>Annals</secondary-title></titles>
<pages>5-9</pages><volume>3</volume><number>2</number>
<keywords><keyword>entropy</keyword><keyword>graphs</keyword></keywords>
<dates><year>1961</year><pub-dates><date>March</date></pub-dates></dates>
<abstract>We measure &lt;i&gt;x&lt;/i&gt; and ask why.</abstract>
<electronic-resource-num>10.1000/ABC</electronic-resource-num></record>
<record><titles><title>Second</title></titles></record></records></xml>
"""

ARXIV_SNAPSHOT: list[dict[str, object]] = [
    {
        "id": "2501.00001",
        "submitter": "A. R.",
        "authors": "A. R\\'enyi, The Graph Group, J. van der Berg",
        "title": "R\\'enyi entropies\n  & [graphs]",
        "comments": "9 pages, code at https://github.com/x/y",
        "journal-ref": "Annals",
        "doi": "10.1000/ABC",
        "categories": "cs.IT math.PR",
        "abstract": "  We measure <i>x</i> and\nask why.\n",
        "versions": [{"version": "v1", "created": "Sun, 5 Mar 1961 10:00:00 GMT"}],
        "update_date": "1999-11-26",
        "authors_parsed": [
            ["Rényi", "Alfréd", ""],
            ["The Graph Group", "", ""],
            ["van der Berg", "Jan", "", "MIT"],
        ],
    },
    {"id": "hep-th/9901001", "title": "Second", "authors_parsed": [["Cee", "A.", "Jr"]]},
]

OPENALEX: list[dict[str, object]] = [
    {
        "id": "https://openalex.org/W1",
        "doi": "https://doi.org/10.1000/ABC",
        "display_name": "Rényi entropies & [graphs]",
        "publication_date": "1961-03-05",
        "publication_year": 1961,
        "type": "article",
        "ids": {"pmid": "https://pubmed.ncbi.nlm.nih.gov/123"},
        "authorships": [
            {"author": {"display_name": "Alfréd Rényi"}, "institutions": [{"display_name": "MIT"}]},
            {"author": {"display_name": "The Graph Group"}},
            {"author": {"display_name": "Jan van der Berg"}},
        ],
        "primary_location": {"source": {"display_name": "Annals"}},
        "keywords": [{"display_name": "entropy"}, {"keyword": "graphs"}],
        "biblio": {"volume": "3", "issue": "2", "first_page": "5", "last_page": "9"},
        "abstract_inverted_index": {
            "We": [0], "measure": [1], "<i>x</i>": [2], "and": [3], "ask": [4], "why.": [5]
        },
    },
    {"id": "https://openalex.org/W2", "title": "Second", "authorships": []},
]  # fmt: skip

SEMANTIC_SCHOLAR: list[dict[str, object]] = [
    {
        "corpusid": 7,
        "externalids": {"DOI": "10.1000/ABC", "ArXiv": "2501.00001", "PubMed": None},
        "title": "Rényi entropies & [graphs]",
        "authors": [
            {"authorId": "1", "name": "Alfréd Rényi"},
            {"authorId": "2", "name": "The Graph Group"},
            {"authorId": "3", "name": "Jan van der Berg"},
        ],
        "venue": "Annals",
        "year": 1961,
        "publicationdate": "1961-03-05",
        "journal": {"volume": "3", "pages": "5-9"},
        "abstract": "We measure <i>x</i> and ask why.",
    },
    {"corpusid": 8, "title": "Second", "year": 1970},
]

PLAIN_JSON: list[dict[str, object]] = [
    {
        "title": "Rényi entropies & [graphs]",
        "authors": ["Alfréd Rényi", "The Graph Group", "Jan van der Berg"],
        "abstract": "We measure <i>x</i> and ask why.",
        "venue": "Annals",
        "year": 1961,
        "date": "1961-03",
        "doi": "10.1000/ABC",
        "keywords": ["entropy", "graphs"],
    },
    {"title": "Second", "authors": []},
]

CSV_ROWS = [
    ["Key", "Title", "Authors", "Year", "Journal", "DOI", "Keywords", "Abstract", "Volume"],
    ["k1", TITLE, "Rényi, Alfréd; The Graph Group; van der Berg, Jan", "1961", "Annals",
     "10.1000/ABC", "entropy; graphs", "We measure <i>x</i>\nand ask why.", "3"],
    ["k2", "Second", "Cee, A.", "1970", "", "", "", "", ""],
]  # fmt: skip

PAPIS = """
title: 'Rényi entropies & [graphs]'
author_list:
- {family: Rényi, given: Alfréd}
- {family: The Graph Group, given: ''}
- family: van der Berg
  given: Jan
year: 1961
month: 3
journal: Annals
doi: 10.1000/ABC
tags: [entropy, graphs]
abstract: |
  We measure <i>x</i>
  and ask why.
type: article
volume: 3
---
title: Second
author: A. B. Cee
year: 1970
"""


def json_lines(records: list[dict[str, object]]) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def json_array(records: object) -> bytes:
    return json.dumps(records, indent=2, ensure_ascii=False).encode()


def csv_table(delimiter: str = ",") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(CSV_ROWS)
    return text.getvalue().encode()


ZOTERO = """
CREATE TABLE items (itemID INTEGER PRIMARY KEY, itemTypeID INT);
CREATE TABLE itemTypes (itemTypeID INTEGER PRIMARY KEY, typeName TEXT);
CREATE TABLE itemData (itemID INT, fieldID INT, valueID INT);
CREATE TABLE itemDataValues (valueID INTEGER PRIMARY KEY, value);
CREATE TABLE fields (fieldID INTEGER PRIMARY KEY, fieldName TEXT);
CREATE TABLE itemCreators (itemID INT, creatorID INT, creatorTypeID INT, orderIndex INT);
CREATE TABLE creators (creatorID INTEGER PRIMARY KEY, firstName, lastName, fieldMode INT);
CREATE TABLE creatorTypes (creatorTypeID INTEGER PRIMARY KEY, creatorType TEXT);
CREATE TABLE itemTags (itemID INT, tagID INT);
CREATE TABLE tags (tagID INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE deletedItems (itemID INTEGER PRIMARY KEY);
INSERT INTO itemTypes VALUES (1, 'journalArticle'), (2, 'attachment');
INSERT INTO items VALUES (1, 1), (2, 2), (3, 1), (4, 1);
INSERT INTO deletedItems VALUES (4);
INSERT INTO fields VALUES (1, 'title'), (2, 'date'), (3, 'publicationTitle'), (4, 'DOI'),
 (5, 'abstractNote'), (6, 'volume');
INSERT INTO itemDataValues VALUES (1, 'Rényi entropies & [graphs]'),
 (2, '1961-03-00 March 1961'), (3, 'Annals'), (4, '10.1000/ABC'),
 (5, 'We measure <i>x</i> and ask why.'), (6, '3'), (7, 'Second');
INSERT INTO itemData VALUES (1,1,1),(1,2,2),(1,3,3),(1,4,4),(1,5,5),(1,6,6),(3,1,7),(4,1,7);
INSERT INTO creators VALUES (1,'Alfréd','Rényi',0),(2,'','The Graph Group',1),
 (3,'Jan','van der Berg',0);
INSERT INTO creatorTypes VALUES (1, 'author');
INSERT INTO itemCreators VALUES (1,1,1,0),(1,2,1,1),(1,3,1,2);
INSERT INTO tags VALUES (1,'entropy'),(2,'graphs');
INSERT INTO itemTags VALUES (1,1),(1,2);
"""


def zotero() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "zotero.sqlite")
        database = sqlite3.connect(path)
        database.executescript(ZOTERO)
        database.close()
        return path.read_bytes()


ENDNOTE_TAGGED = """%0 Journal Article
%A Rényi, Alfréd
%A The Graph Group
%A van der Berg, Jan
%T Rényi entropies & [graphs]
%J Annals
%V 3
%N 2
%P 5-9
%D 1961
%8 March
%R 10.1000/ABC
%K entropy
%K graphs
%X We measure <i>x</i> and ask why.

%0 Book
%A Cee, A. B.
%T Second
"""

REFER = ENDNOTE_TAGGED.replace("%0 Journal Article\n", "").replace("%0 Book\n", "")

PUBMED_XML = """<?xml version="1.0" ?>
<PubmedArticleSet>
<PubmedArticle>
 <MedlineCitation><PMID Version="1">17</PMID>
  <Article><Journal><ISSN>1234-5678</ISSN><JournalIssue><Volume>3</Volume><Issue>2</Issue>
    <PubDate><Year>1961</Year><Month>Mar</Month></PubDate></JournalIssue>
    <Title>Annals</Title></Journal>
   <ArticleTitle>Rényi entropies &amp; [graphs]</ArticleTitle>
   <Abstract><AbstractText>We measure &lt;i&gt;x&lt;/i&gt; and ask why.</AbstractText></Abstract>
   <AuthorList CompleteYN="Y">
    <Author><LastName>Rényi</LastName><ForeName>Alfréd</ForeName></Author>
    <Author><CollectiveName>The Graph Group</CollectiveName></Author>
    <Author><LastName>van der Berg</LastName><ForeName>Jan</ForeName></Author>
   </AuthorList></Article>
  <KeywordList><Keyword>entropy</Keyword><Keyword>graphs</Keyword></KeywordList>
 </MedlineCitation>
 <PubmedData><ArticleIdList>
  <ArticleId IdType="doi">10.1000/ABC</ArticleId></ArticleIdList></PubmedData>
</PubmedArticle>
<PubmedBookArticle>
 <BookDocument><PMID>18</PMID><Book><BookTitle>Second</BookTitle><AuthorList Type="authors">
  <Author><LastName>Cee</LastName><ForeName>A. B.</ForeName></Author></AuthorList></Book>
 </BookDocument>
</PubmedBookArticle>
</PubmedArticleSet>
"""

MODS = """<?xml version="1.0" encoding="UTF-8"?>
<modsCollection xmlns="http://www.loc.gov/mods/v3">
<mods ID="renyi1961">
 <titleInfo><title>Rényi entropies &amp; [graphs]</title></titleInfo>
 <name type="personal"><namePart type="given">Alfréd</namePart>
  <namePart type="family">Rényi</namePart><role><roleTerm>author</roleTerm></role></name>
 <name type="corporate"><namePart>The Graph Group</namePart></name>
 <name type="personal"><namePart>van der Berg, Jan</namePart></name>
 <name type="personal"><namePart>Ed, I. T.</namePart><role><roleTerm>editor</roleTerm></role></name>
 <originInfo><dateIssued>1961-03</dateIssued></originInfo>
 <abstract>We measure &lt;i&gt;x&lt;/i&gt; and ask why.</abstract>
 <subject><topic>entropy</topic></subject><subject><topic>graphs</topic></subject>
 <relatedItem type="host"><titleInfo><title>Annals</title></titleInfo>
  <part><detail type="volume"><number>3</number></detail>
   <extent unit="pages"><start>5</start><end>9</end></extent></part></relatedItem>
 <identifier type="doi">10.1000/ABC</identifier>
</mods>
<mods><titleInfo><title>Second</title></titleInfo>
 <name type="personal"><namePart>Cee, A. B.</namePart></name></mods>
</modsCollection>
"""

JATS = """<?xml version="1.0"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS v1.3//EN" "JATS-archivearticle1-3.dtd">
<pmc-articleset>
<article article-type="research-article" xmlns:mml="http://www.w3.org/1998/Math/MathML">
<front><journal-meta><journal-title-group><journal-title>Annals</journal-title>
</journal-title-group></journal-meta>
<article-meta><article-id pub-id-type="doi">10.1000/ABC</article-id>
<title-group><article-title>R&#233;nyi entropies &amp; <italic>[graphs]</italic><xref>*</xref>
</article-title></title-group>
<contrib-group>
<contrib contrib-type="author"><name><surname>R&#233;nyi</surname>
<given-names>Alfr&#233;d</given-names></name><xref ref-type="aff">1</xref></contrib>
<contrib contrib-type="author"><collab>The Graph Group</collab></contrib>
<contrib contrib-type="author"><name><surname>van der Berg</surname><given-names>Jan</given-names>
</name></contrib>
</contrib-group>
<pub-date pub-type="epub"><day>2</day><month>3</month><year>1961</year></pub-date>
<volume>3</volume><issue>2</issue><fpage>5</fpage><lpage>9</lpage>
<abstract><p>We measure &lt;i&gt;x&lt;/i&gt; and ask why.</p></abstract>
<kwd-group><kwd>entropy</kwd><kwd>graphs</kwd></kwd-group>
</article-meta></front><body><p>Once upon a time.</p></body></article>
<article><front><article-meta><title-group><article-title>Second</article-title></title-group>
<contrib-group><contrib contrib-type="author"><name><surname>Cee</surname>
<given-names>A. B.</given-names></name></contrib></contrib-group>
</article-meta></front></article>
</pmc-articleset>
"""

MSBIB = """<?xml version="1.0"?>
<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography">
<b:Source><b:Tag>renyi1961</b:Tag><b:SourceType>JournalArticle</b:SourceType>
<b:Title>R&#233;nyi entropies &amp; [graphs]</b:Title><b:JournalName>Annals</b:JournalName>
<b:Author><b:Author><b:NameList>
<b:Person><b:Last>R&#233;nyi</b:Last><b:First>Alfr&#233;d</b:First></b:Person></b:NameList>
<b:Corporate>The Graph Group</b:Corporate><b:NameList>
<b:Person><b:Last>van der Berg</b:Last><b:First>Jan</b:First></b:Person></b:NameList>
</b:Author></b:Author>
<b:Year>1961</b:Year><b:Month>March</b:Month><b:Volume>3</b:Volume><b:Issue>2</b:Issue>
<b:Pages>5-9</b:Pages><b:DOI>10.1000/ABC</b:DOI>
<b:BIBTEX_Abstract>We measure &lt;i&gt;x&lt;/i&gt; and ask why.</b:BIBTEX_Abstract>
<b:BIBTEX_KeyWords>entropy, graphs</b:BIBTEX_KeyWords></b:Source>
<b:Source><b:Tag>second</b:Tag><b:Title>Second</b:Title><b:Author><b:Author><b:NameList>
<b:Person><b:Last>Cee</b:Last><b:First>A.</b:First><b:Middle>B.</b:Middle></b:Person>
</b:NameList></b:Author></b:Author></b:Source>
</b:Sources>
"""

ZOTERO_JSON: list[dict[str, object]] = [
    {
        "itemType": "journalArticle",
        "citationKey": "renyi1961",
        "title": "Rényi entropies & [graphs]",
        "creators": [
            {"creatorType": "author", "firstName": "Alfréd", "lastName": "Rényi"},
            {"creatorType": "author", "name": "The Graph Group"},
            {"creatorType": "author", "firstName": "Jan", "lastName": "van der Berg"},
        ],
        "publicationTitle": "Annals",
        "volume": "3",
        "issue": "2",
        "pages": "5-9",
        "date": "1961-03",
        "DOI": "10.1000/ABC",
        "abstractNote": "We measure <i>x</i> and ask why.",
        "tags": [{"tag": "entropy"}, {"tag": "graphs", "type": 1}],
    },
    {
        "itemType": "document",
        "title": "Second",
        "creators": [{"creatorType": "author", "firstName": "A. B.", "lastName": "Cee"}],
    },
]

DOCUMENTS: dict[str, tuple[str, bytes]] = {
    "bibtex": ("bibtex", BIBTEX.encode()),
    "ris": ("ris", RIS.encode()),
    "pubmed": ("pubmed", NBIB.encode()),
    "web of science": ("web-of-science", WOS.encode()),
    "refworks": ("refworks", REFWORKS.encode()),
    "ovid": ("ovid", OVID.encode()),
    "dblp": ("dblp", DBLP.encode()),
    "datacite": ("datacite", json_lines(DATACITE)),
    "datacite api": ("datacite", json_array({"data": DATACITE, "meta": {"total": 2}})),
    "arxiv atom": ("arxiv-atom", ATOM.encode()),
    "arxiv oai": ("arxiv-oai", OAI.encode()),
    "endnote": ("endnote-xml", ENDNOTE.encode()),
    "endnote tagged": ("endnote-tagged", ENDNOTE_TAGGED.encode()),
    "refer": ("endnote-tagged", REFER.encode()),
    "pubmed xml": ("pubmed-xml", PUBMED_XML.encode()),
    "mods": ("mods", MODS.encode()),
    "jats": ("jats", JATS.encode()),
    "msbib": ("msbib", MSBIB.encode()),
    "zotero json": (
        "zotero-json",
        json_array({"config": {"label": "BetterBibTeX JSON"}, "items": ZOTERO_JSON}),
    ),
    "zotero web": (
        "zotero-json",
        json_array([{"key": "A", "version": 7, "data": one} for one in ZOTERO_JSON]),
    ),
    "csl-json": ("csl-json", json_array(CSL)),
    "csl-json lines": ("csl-json", json_lines(CSL)),
    "csl-json by key": ("csl-json", json_array({str(one["id"]): one for one in CSL})),
    "csl-json wrapped": ("csl-json", json_array({"items": CSL})),
    "arxiv snapshot": ("arxiv-snapshot", json_lines(ARXIV_SNAPSHOT)),
    "openalex": ("openalex", json_lines(OPENALEX)),
    "openalex api": ("openalex", json_array({"meta": {"count": 2}, "results": OPENALEX})),
    "semantic scholar": ("semantic-scholar", json_lines(SEMANTIC_SCHOLAR)),
    "json lines": ("jsonl", json_lines(PLAIN_JSON)),
    "json array": ("jsonl", json_array(PLAIN_JSON)),
    "csv": ("csv", csv_table()),
    "tsv": ("csv", csv_table("\t")),
    "semicolons": ("csv", csv_table(";")),
    "papis": ("papis", PAPIS.encode()),
    "zotero": ("zotero", zotero()),
}
"""Name of the case: format that sources tell, bytes of a document."""

LISTING = """\
CLJul 2, 2024Code
Let the Expert Stick to His Last: Tuning [Sparse] ModelsZihan Wang, Deli Chen, Damai Dai et al.
Tuning few parameters adapts models to one task, and we ask how it does so where experts are many.
hep-th, math.AG 2 Jan 2020
A Note on StringsAnn Lee, Bo Shi · eth
Abstract: Strings are long. We say how long they are, and what follows from it for their ends.
"""

AUTHORS_PAGE = """\
Shi, Yifan
Towards Flatter Landscapes
Shi, Yifan, DeepSeek-AI, null, Wu, Z. F.
We study how sparse routing between experts changes what a language model can learn from a budget.
Load more
Rényi Entropies & [graphs]
Rényi, Alfréd, Shi, Yifan
We measure <i>x</i> and ask why it is so often larger than what was measured for y before us.
"""

ABSTRACTS = """\
Abstract:The development of open models has been truly remarkable. However, the laws described before vary.

Abstract: AlphaStar is a remarkable milestone [1] demonstrating what can be achieved in real time games.
"""  # noqa: E501

ARXIV_LISTING = """\
[1] arXiv:2501.12948 [pdf, html, other]
Title: DeepSeek-R1: Incentivizing [Reasoning]
Authors: DeepSeek-AI, Daya Guo, Dejian Yang
Comments: 20 pages, code at https://example.org/r1.
Subjects: Computation and Language (cs.CL); Artificial Intelligence (cs.AI)
We introduce our first-generation reasoning models and show that they learn to reason without help.

[2] arXiv:hep-th/9901001v2 (cross-list from math.AG) [pdf]
Title:
    A Note on Strings
Authors:
    Ann Lee
Journal-ref: J. Str. 3 (1999) 1-9
"""

ARXIV_MAIL = """\
------------------------------------------------------------------------------
\\\\
arXiv:2305.00001
Date: Mon, 1 May 2023 00:00:01 GMT   (1kb)

Title: Primes in
  Arithmetic Progressions
Authors: Bo Shi (ETH), Cy Wu and Di Xu
Categories: math.NT math.CO
\\\\
  We count primes in progressions.
\\\\ ( https://arxiv.org/abs/2305.00001 ,  1kb)
"""

REFERENCES = """\
[1] A. B. Lee, C. Shi. Sparse routing of many experts. Journal of Routing, 2021.
[2] A. B. Lee and C. Shi. Rényi entropies & [graphs]. In Journal of Routing, pages 1-9, 2021.
[3] D. Ewing, and C. Shi, "Dense routing of few experts," in Journal of Routing,
    vol. 3, 2021. https://doi.org/10.1000/abc
"""

APA = """\
Lee, A. B., & Shi, C. (2021). Sparse routing of many experts. Journal of Routing, 3(1), 1-9.
Ewing, D., Fay, E., & Shi, C. (2020). Rényi entropies & [graphs]. Annals, 3(1), 1-9.
"""

MARKDOWN = """\
# Reading list

- [Sparse Routing of Experts](https://arxiv.org/abs/2101.00001), Ann Lee, Bo Shi, 2021.
  [[code](https://github.com/a/b)]
- **Rényi entropies of graphs** Ann Lee, Bo Shi (2021) [[Paper](https://doi.org/10.1000/abc)]

| [A Note on Many Strings](https://arxiv.org/abs/2101.00002) | Ann Lee | 2021 |
"""

HTML = """\
<html><head><title>Papers</title></head><body><ul>
<li><a href="https://arxiv.org/abs/2101.00001">Sparse Routing
 of Experts</a><br>Ann Lee, Bo Shi. <i>ICLR</i> 2021. <a href="https://github.com/a/b">Code</a></li>
<!-- <li>no more</li> -->
<li><b>R&eacute;nyi entropies of graphs</b>, <a href="https://doi.org/10.1000/abc">paper</a></li>
</ul></body></html>
"""

TITLES = """\
- Sparse Routing of Many Experts (2021)
- Rényi Entropies and Graphs
- A Note on Strings
"""

PROSE: dict[str, tuple[str, bytes]] = {
    "listing": ("listing", LISTING.encode()),
    "authors' page": ("listing", AUTHORS_PAGE.encode()),
    "abstracts": ("listing", ABSTRACTS.encode()),
    "arxiv listing": ("arxiv-page", ARXIV_LISTING.encode()),
    "arxiv mail": ("arxiv-page", ARXIV_MAIL.encode()),
    "references": ("references", REFERENCES.encode()),
    "apa": ("references", APA.encode()),
    "markdown": ("markup-list", MARKDOWN.encode()),
    "html": ("markup-list", HTML.encode()),
    "titles": ("titles", TITLES.encode()),
}
"""Formats that are guessed at: name of the case, format that sources tell, bytes of a document."""
