"""Greatest difference from each reference vector: what a sceptic asks first.

python benchmarks/reference_vectors.py [--shared ../shared]
"""

import argparse
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd

from analysis.methods import breaks, control_charts, decomposition, funnels, rates, run_rules, summaries
from analysis.methods.interrupted import interrupted_time_series

Row = tuple[str, str, float]


def difference(ours: object, theirs: object) -> float:
    """Greatest absolute difference; a figure missing on one side only is infinitely wrong."""
    left, right = np.asarray(ours, dtype=float), np.asarray(theirs, dtype=float)
    if (np.isnan(left) != np.isnan(right)).any():
        return float("inf")
    return float(np.nanmax(np.abs(left - right), initial=0.0))


def relative(ours: object, theirs: object) -> float:
    """Greatest difference in proportion to the reference."""
    right = np.asarray(theirs, dtype=float)
    scale = np.where(np.isnan(right) | (right == 0), 1.0, np.abs(right))
    return difference(np.asarray(ours, dtype=float) / scale, right / scale)


def intervals_of_rates(vectors: Path) -> Iterator[Row]:
    """PHEindicatormethods' workbooks."""
    book = openpyxl.load_workbook(vectors / "rates/testdata_Byars_Wilson.xlsx", data_only=True)
    rows = pd.DataFrame(list(book.worksheets[0].values)[1:]).iloc[:, :6]
    rows.columns = ["x", "n", "lower", "upper", "confidence", "method"]
    rows = rows[rows["x"].notna()]
    found = []
    for row in rows.itertuples():
        confidence = float(row.confidence.strip("%")) / 100
        if row.method == "Wilson":
            limits = rates.proportion_interval(row.x, row.n, confidence)
        else:
            limits = rates.rate_interval(row.x, 1, per=1, confidence=confidence, method="byar")
        found.append((limits.lower, limits.upper))
    yield "rates", "Byar and Wilson limits", difference(found, rows[["lower", "upper"]].astype(float))
    sheet = list(openpyxl.load_workbook(vectors / "rates/testdata_Rate.xlsx", data_only=True)["testdata_Rate"].values)
    table = pd.DataFrame(sheet[1:], columns=sheet[0])
    for confidence, lower, upper in ((0.95, "lower95_0cl", "upper95_0cl"), (0.998, "lower99_8cl", "upper99_8cl")):
        count, population = table["Numerator"].astype(float), table["Denominator"].astype(float)
        limits = rates.rate_interval(count, population, per=table["multiplier"].astype(float), confidence=confidence)
        theirs = table[["value", lower, upper]].astype(float)
        ours = np.column_stack([limits.value, limits.lower, limits.upper])
        yield "rates", f"rates and limits {confidence:.1%} (relative)", relative(ours, theirs)


def published_rates(vectors: Path) -> Iterator[Row]:
    """DfE's own rates."""
    rows = pd.read_csv(vectors / "dfe_published_rates_to_2020.csv")
    wrong = 0
    for measure, group in rows.groupby("measure"):
        ours = rates.published_rate(group["count"], group["pop_prev_mid_year"], 0 if measure == "cla_at31" else 1)
        wrong += int(((ours - group["published_rate_per10k"]).abs() > 1e-9).sum())
    yield "rates", f"published rates that differ, of {len(rows)}", wrong


def neighbour_medians(vectors: Path) -> Iterator[Row]:
    """Medians of statistical neighbours that DfE prints."""
    printed = pd.read_csv(vectors / "statistical_neighbour_medians__workforce_data__Vacancy_Rate_Fte.csv", dtype=str)
    groups = pd.read_csv(vectors / "statistical_neighbour_medians__sn_2025_long.csv", dtype=str).groupby("old_la_code")
    panel = pd.read_parquet(vectors.parent / "data/published/panel/panel_la_year_measure.parquet")
    vacancies = panel[panel["measure"] == "sw_vacancy_rate"].groupby(["old_la_code", "year"])["value"].first()
    within, total = 0, 0
    for row in printed.itertuples():
        if row.old_la_code not in groups.groups:
            continue
        members = groups.get_group(row.old_la_code)["sn_code"]
        values = vacancies.reindex([(member, int(row.time_period)) for member in members])
        theirs = pd.to_numeric(printed.loc[row.Index, "Vacancy Rate Fte"], errors="coerce")
        if np.isnan(theirs):
            continue
        total += 1
        within += abs(summaries.median(values).value - theirs) <= 1e-9
    yield "summaries", f"neighbour medians that differ, of {total}", total - within


def control_chart_cases(vectors: Path) -> Iterator[Row]:
    """NHSRplotthedots: limits, and the signal at every point."""
    words = {"Common Cause": "none", "Above UCL": "outside", "Below LCL": "outside"}
    kinds = {"Trend": "trend", "2 in 3": "two_in_three", "7 Points": "shift"}
    for case in json.loads((vectors / "xmr_charts.json").read_text())["cases"]:
        given, expected = case["input"], case["expected"]
        chart = control_charts.xmr(
            given["y"],
            rebase_at=[place for place, mark in enumerate(given["rebase"]) if mark],
            baseline=given["fix_after_n_points"] or None,
            screen_outliers=given["screen_outliers"],
        )
        limits = chart[["mean", "lower", "upper"]].to_numpy()
        yield "control_charts", case["name"], relative(limits.T, [expected[name] for name in ("mean", "lpl", "upl")])
        theirs = [
            words.get(text) or next(kinds[k] for k in kinds if k in text) for text in expected["special_cause_type"]
        ]
        yield "control_charts", f"{case['name']}: signals that differ", float((chart["signal"] != theirs).sum())
    rules = json.loads((vectors / "xmr_rules.json").read_text())
    wrong = [
        *((run_rules.ends_shift(np.array(row["i"])) != row["o"]).sum() for row in rules["seven_run"]),
        *((run_rules.ends_trend(np.array(row["i"], dtype=float)) != row["o"]).sum() for row in rules["seven_trend"]),
        *(
            (run_rules.two_in_three(np.array(row["close"], dtype=bool), np.array(row["rel"])) != row["o"]).sum()
            for row in rules["two_in_three"]
        ),
    ]
    yield "control_charts", "run rules on plain vectors: points that differ", float(sum(wrong))


def funnel_cases(vectors: Path) -> Iterator[Row]:
    """FunnelPlotR."""
    known = json.loads((vectors / "funnels.json").read_text())
    for case in known["cases"]:
        kind = {"SR": "ratio", "PR": "proportion"}[case["data_type"]]
        choices = {"kind": kind, "method": case["sr_method"].lower(), "trim": case["trim_by"]}
        found = funnels.funnel(case["numerator"], case["denominator"], **choices)
        name = case["name"]
        yield (
            "funnels",
            f"{name}: phi and tau2 (relative)",
            relative([found.phi, found.tau2], [case["phi"], case["tau2"]]),
        )
        yield (
            "funnels",
            f"{name}: z, winsorised z",
            difference(found.points[["z", "z_winsorised"]].T, [case["z"], case["wz"]]),
        )
        columns = ["lower_95", "upper_95", "lower_998", "upper_998"]
        theirs = [case[limit] for limit in ("OD95LCL", "OD95UCL", "OD99_8LCL", "OD99_8UCL")]
        yield "funnels", f"{name}: limits", difference(found.points[columns].T, theirs)
        for level, confidence in (("95", 0.95), ("99_8", 0.998)):
            limits = funnels.poisson_limits(case["denominator"], confidence, case["target"])
            theirs = [case[f"LCL{level}"], case[f"UCL{level}"]]
            yield "funnels", f"{name}: Poisson limits {confidence:.1%}", difference(limits, theirs)


def decompositions(vectors: Path) -> Iterator[Row]:
    """Das Gupta's examples, LMDIR, and England's pathway."""
    known = json.loads((vectors / "decomposition.json").read_text())
    for example in ("eg2.1", "eg2.3", "england_cpp_starts"):
        before, after = ({k: v for k, v in row.items() if k != "pop"} for row in known[example]["input"])
        found = decomposition.product(before, after, method="das_gupta").contributions
        theirs = {row["factor"]: row["diff"] for row in known[example]["table"] if row["factor"] != "crude"}
        yield "decomposition", f"Das Gupta {example}", relative([found[name] for name in theirs], list(theirs.values()))
    groups = [
        {row["age_group"]: (row["size"], row["rate"]) for row in known["eg5.1"]["input"] if row["pop"] == year}
        for year in (1970, 1985)
    ]
    mix = decomposition.rates(*groups)
    theirs = [row["diff"] for row in known["eg5.1"]["table"][:2]]
    yield "decomposition", "Kitagawa eg5.1", difference([mix.mix, mix.rate], theirs)
    england = known["lmdi_england"]
    before, after = ({k: v for k, v in row.items() if k != "pop"} for row in england["input"])
    found = decomposition.product(before, after)
    additive = list(england["expected"]["additive"].values())
    yield "decomposition", "LMDI England, additive (relative)", relative(list(found.contributions.values()), additive)
    multipliers = list(england["expected"]["multiplicative"].values())
    yield "decomposition", "LMDI England, multiplicative", difference(list(found.multipliers.values()), multipliers)
    package = known["lmdir_pkg_test"]
    years = {
        year: {str(place): np.array(cells).reshape(2, 3)[:, place] for place in range(3)}
        for year, cells in package["X"].items()
    }
    for before_year, after_year in (("1971", "1972"), ("1972", "1973"), ("1973", "1974")):
        split = decomposition.product(years[before_year], years[after_year])
        theirs = package["dV_additive_by_factor"][after_year]
        yield (
            "decomposition",
            f"LMDIR {after_year} (printed to 8 digits)",
            difference(list(split.contributions.values()), theirs),
        )


def structural_break_cases(vectors: Path) -> Iterator[Row]:
    """R's strucchange on the Nile."""
    nile = json.loads((vectors / "structural_breaks.json").read_text())["nile"]
    found = breaks.structural_breaks(nile["y"], max_breaks=5, min_segment=15)
    lower, position, upper = nile["confint95"]
    ours = [*found.positions, *found.intervals[0]]
    yield "breaks", "Nile: position and its interval", difference(ours, [position, lower, upper])
    yield "breaks", "Nile: BIC of 0-5 breaks", difference(found.bic, nile["BIC_by_m0to5"])
    yield "breaks", "Nile: sum of squares (relative)", relative(found.cost, nile["RSS_by_m0to5"])
    yield "breaks", "Nile: CUSUM statistic", difference(breaks.cusum(nile["y"]).statistic, nile["ols_cusum"])
    yield "breaks", "Nile: Chow F (relative)", relative(breaks.chow(nile["y"], 28).statistic, nile["chow_1898_F"])


def interrupted_cases(vectors: Path) -> Iterator[Row]:
    """R's glm on the smoking ban of Sicily."""
    known = json.loads((vectors / "interrupted_time_series_sicily.json").read_text())
    data = pd.read_csv(vectors / "sicily.csv")
    waves = {"sin_1": "s1", "sin_2": "s2", "cos_1": "c1", "cos_2": "c2"}
    terms = {"constant": "(Intercept)", "level": "smokban", "time": "time"} | waves
    models = {
        "model1_poisson": ("poisson", None),
        "model2_quasipoisson": ("quasi_poisson", None),
        "model3_quasi_harmonic2": ("quasi_poisson", 2),
    }
    for name, (family, season) in models.items():
        found = interrupted_time_series(data["aces"], 36, data["stdpop"], season=season, family=family)
        for ours, theirs in {"estimate": "coef", "se": "se", "ratio": "rr", "lower": "rr_lo95"}.items():
            expected = [known[name][theirs][terms[term]] for term in found.coefficients.index]
            yield "interrupted", f"{name}: {theirs}", difference(found.coefficients[ours], expected)
        yield "interrupted", f"{name}: Durbin-Watson", difference(found.durbin_watson, known[name]["dw"])
    yield "interrupted", "model3: autocorrelation", difference(found.autocorrelation, known["acf_dev_resid_m3"])


CHECKS: tuple[Callable[[Path], Iterator[Row]], ...] = (
    intervals_of_rates,
    published_rates,
    neighbour_medians,
    control_chart_cases,
    funnel_cases,
    decompositions,
    structural_break_cases,
    interrupted_cases,
)


def main() -> None:
    """Print one row per vector."""
    parser = argparse.ArgumentParser(description=__doc__)
    beside = Path(__file__).resolve().parents[2] / "shared"
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("WORKBENCH_SHARED", beside)))
    vectors = parser.parse_args().shared / "vectors"
    print("| method | reference | greatest difference |\n|---|---|---|")
    for check in CHECKS:
        for method, reference, found in check(vectors):
            print(f"| {method} | {reference} | {found:.2g} |")


if __name__ == "__main__":
    main()
