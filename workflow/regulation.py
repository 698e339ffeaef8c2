"""The sections of 《客戶質量問題投訴的工作責任制度》, in its order; their words, its edition and since when are texts."""

from enum import StrEnum


class Section(StrEnum):
    """What `/rules` tells one by one."""

    FILING = "filing"  # 一、1
    PRODUCT = "product"  # 一、2
    SERVICE = "service"  # 一、3
    SETTLEMENT = "settlement"  # 一、4
    PENALTY = "penalty"  # 一、5
    APPEAL = "appeal"  # 一、6
    FORMS = "forms"  # 二
    FREIGHT = "freight"  # 三
