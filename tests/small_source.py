"""A source of one figure: what was received, and the note beside it."""

SERIES = "Measure,Area,Period end,Basis,Value,Unit\nReferrals,Torbay,2011-03-31,year,3031,count\n"
NOTE = (
    "---\ntitle: Card\npublisher: A council\narea: Torbay\npublished_on: 2012-07-18\n"
    "licence: OGL\nstatus: published\nfiles:\n  series.csv: {format: series}\n---\n"
)
