-- 标题：各年度主要数字的合计
-- 怎样看：一行是一个年度的一个数。份数是写了这个数的报告，没有写或看不清的不在合计里，所以各行份数可能不同；同一机关同一年度只算一份。
--   金额以万元计。比较两年，请先看份数是不是差不多。
-- 参数 year 整数：只看哪一年度，不写就是各年度
WITH wanted(line, table_id, row_id, column_id) AS (
  VALUES
    (1, 'applications', 'received', 'total'),
    (2, 'applications', 'brought_forward', 'total'),
    (3, 'applications', 'outcome.granted', 'total'),
    (4, 'applications', 'outcome.partially_granted', 'total'),
    (5, 'applications', 'outcome.total', 'total'),
    (6, 'applications', 'carried_forward', 'total'),
    (7, 'remedies', 'reconsideration', 'corrected'),
    (8, 'remedies', 'reconsideration', 'total'),
    (9, 'remedies', 'litigation.direct', 'corrected'),
    (10, 'remedies', 'litigation.direct', 'total'),
    (11, 'remedies', 'litigation.after_reconsideration', 'corrected'),
    (12, 'remedies', 'litigation.after_reconsideration', 'total'),
    (13, 'proactive_disclosure', 'normative_documents', 'issued'),
    (14, 'proactive_disclosure', 'normative_documents', 'repealed'),
    (15, 'proactive_disclosure', 'normative_documents', 'in_force'),
    (16, 'proactive_disclosure', 'licensing', 'decisions'),
    (17, 'proactive_disclosure', 'penalties', 'decisions'),
    (18, 'proactive_disclosure', 'compulsion', 'decisions'),
    (19, 'proactive_disclosure', 'fees', 'amount')
)
SELECT
  year AS 年度,
  any_value(coalesce(table_name, table_id)) AS 表,
  any_value(coalesce(row_name, row_id)) AS 行,
  any_value(coalesce(column_name, column_id)) AS 列,
  sum(value) AS 合计,
  count(value) AS 份数
FROM wanted
JOIN cells USING (table_id, row_id, column_id)
JOIN (SELECT id AS report, year FROM chosen) USING (report)
LEFT JOIN places USING (form, table_id, row_id, column_id)
WHERE value IS NOT NULL AND ($year IS NULL OR year = $year)
GROUP BY year, line
ORDER BY year DESC NULLS LAST, line
