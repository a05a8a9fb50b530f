-- 标题：复议、诉讼被纠正得多的机关
-- 怎样看：审结是维持、纠正、其他三种结果之和，尚未审结的不算；纠正%是纠正占审结的百分之几。各年度合在一起，件数太少的不列，免得一两件
--   就显得很高。
-- 参数 year 整数：只看哪一年度，不写就是各年度合计
-- 参数 least 整数 = 10：至少审结几件才列出
WITH decided AS (
  SELECT
    owner, any_value(kind) AS kind, min(year) AS first, max(year) AS last,
    coalesce(sum(value) FILTER (row_id = 'reconsideration'), 0) AS reviews,
    coalesce(sum(value) FILTER (row_id = 'reconsideration' AND column_id = 'corrected'), 0) AS reviews_lost,
    coalesce(sum(value) FILTER (starts_with(row_id, 'litigation.')), 0) AS suits,
    coalesce(sum(value) FILTER (starts_with(row_id, 'litigation.') AND column_id = 'corrected'), 0) AS suits_lost
  FROM cells JOIN chosen ON chosen.id = cells.report
  WHERE table_id = 'remedies' AND column_id IN ('upheld', 'corrected', 'other')
    AND owner IS NOT NULL AND ($year IS NULL OR year = $year)
  GROUP BY owner
)
SELECT
  owner AS 机关,
  coalesce(kind_name, kind) AS 机关类别,
  CASE WHEN first = last THEN CAST(first AS VARCHAR) ELSE concat(first, '-', last) END AS 年度,
  reviews AS 复议审结,
  reviews_lost AS 复议纠正,
  suits AS 诉讼审结,
  suits_lost AS 诉讼纠正,
  round(100.0 * (reviews_lost + suits_lost) / (reviews + suits), 1) AS "纠正%"
FROM decided LEFT JOIN kinds USING (kind)
WHERE reviews + suits > 0 AND reviews + suits >= $least
ORDER BY "纠正%" DESC, reviews + suits DESC, owner
