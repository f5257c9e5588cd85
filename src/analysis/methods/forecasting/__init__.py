"""What happens next: forecasts that have to beat "same as last year" first, with intervals that hold."""

from analysis.methods.forecasting.backtest import Backtest, backtest
from analysis.methods.forecasting.forecaster import forecast
from analysis.methods.forecasting.panel import forecast_panel
from analysis.methods.forecasting.reconciliation import reconcile
from analysis.methods.forecasting.result import Forecast, Why
from analysis.methods.forecasting.scale import Kind

__all__ = ["Backtest", "Forecast", "Kind", "Why", "backtest", "forecast", "forecast_panel", "reconcile"]
