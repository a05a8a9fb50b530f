-- 标题：各年度各种办理结果占多少
-- 怎样看：一行是一个年度的一种办理结果，件数取总计一列，占比是占这一年度各种结果之和的百分之几。没有写或看不清的不在内；同一机关同一
--   年度只算一份。
-- 参数 year 整数：只看哪一年度，不写就是各年度
-- 参数 kind 文字：只看哪一类机关，如 政府部门 或 department
WITH counted AS (
  SELECT year, row_id, max(place) AS place, arg_max(row_name, place) AS name, sum(value) AS number
  FROM cells
  JOIN (SELECT id AS report, year, kind FROM chosen) USING (report)
  LEFT JOIN places USING (form, table_id, row_id, column_id)
  WHERE table_id = 'applications' AND column_id = 'total' AND value IS NOT NULL
    AND starts_with(row_id, 'outcome.') AND row_id <> 'outcome.total'
    AND ($year IS NULL OR year = $year)
    AND ($kind IS NULL OR kind IN (SELECT kind FROM kinds WHERE $kind IN (kind, kind_name)))
  GROUP BY year, row_id
)
SELECT
  year AS 年度,
  coalesce(name, row_id) AS 办理结果,
  number AS 件数,
  round(100.0 * number / nullif(sum(number) OVER (PARTITION BY year), 0), 1) AS "占比%"
FROM counted
ORDER BY year DESC NULLS LAST, place, row_id
