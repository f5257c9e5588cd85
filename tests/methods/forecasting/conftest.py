import json

import numpy as np
import pandas as pd
import pytest


@pytest.fixture(scope="session")
def reference(root):
    return json.loads((root / "tests/reference/forecast_models.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def panel():
    """Thirty made-up authorities over twelve years: own levels, a yearly jump of which half is gone the year after."""
    generator = np.random.default_rng(20260101)
    level = generator.normal(6, 0.6, 30) + np.cumsum(generator.normal(0, 0.08, (12, 30)), axis=0)
    values = generator.poisson(np.exp(level + generator.normal(0, 0.1, (12, 30)))).astype(float)
    return pd.DataFrame(values, index=range(2013, 2025), columns=[f"area {place}" for place in range(30)])


@pytest.fixture(scope="session")
def monthly_panel():
    """Twelve made-up authorities over four years with a common August."""
    generator = np.random.default_rng(20260102)
    index = pd.period_range("2018-04", periods=48, freq="M")
    season = np.where(index.month == 8, -0.4, 0.04)[:, None]
    level = generator.normal(5, 0.4, 12) + np.cumsum(generator.normal(0, 0.03, (48, 12)), axis=0)
    values = generator.poisson(np.exp(level + season)).astype(float)
    return pd.DataFrame(values, index=index, columns=[f"area {place}" for place in range(12)])
