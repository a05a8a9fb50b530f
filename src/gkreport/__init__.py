"""Draft, check and publish 政府信息公开工作年度报告, the yearly report of every organ in China."""

__version__ = "0.1.0"
